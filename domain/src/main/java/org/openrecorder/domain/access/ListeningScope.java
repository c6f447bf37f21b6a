package org.openrecorder.domain.access;

import java.util.Collections;
import java.util.Set;
import org.openrecorder.domain.call.CallRecord;
import org.openrecorder.domain.call.Extension;

/** The calls that a user may hear. */
public sealed interface ListeningScope {

  boolean covers(CallRecord call);

  /** Every call. */
  record All() implements ListeningScope {
    @Override
    public boolean covers(CallRecord call) {
      return true;
    }
  }

  /** Calls in which one of these extensions took part. */
  record Only(Set<Extension> extensions) implements ListeningScope {

    public Only {
      extensions = Set.copyOf(extensions);
    }

    @Override
    public boolean covers(CallRecord call) {
      return !Collections.disjoint(extensions, call.participants());
    }
  }
}
