package org.openrecorder.domain.access;

import java.util.Collections;
import java.util.Set;
import org.openrecorder.domain.call.Call;
import org.openrecorder.domain.call.Extension;

/** Whose calls somebody may hear. */
public sealed interface Hearing {

  boolean covers(Call call);

  /** Every call. */
  record All() implements Hearing {
    @Override
    public boolean covers(Call call) {
      return true;
    }
  }

  /** Calls in which one of these extensions took part. */
  record Only(Set<Extension> extensions) implements Hearing {

    public Only {
      extensions = Set.copyOf(extensions);
    }

    @Override
    public boolean covers(Call call) {
      return !Collections.disjoint(extensions, call.participants());
    }
  }
}
