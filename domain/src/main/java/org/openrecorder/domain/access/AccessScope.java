package org.openrecorder.domain.access;

import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.openrecorder.domain.InvalidValue;
import org.openrecorder.domain.call.CallRecord;
import org.openrecorder.domain.call.Extension;
import org.openrecorder.domain.call.PbxName;

/**
 * With which calls a client may have to do, whatever it may do with them. Where both limits are set
 * a call has to keep to both.
 *
 * @param pbxs the only PBXs; empty for every PBX
 * @param extensions one of these has to take part in the call; empty where none has to
 */
public record AccessScope(Optional<Set<PbxName>> pbxs, Optional<Set<Extension>> extensions) {

  /** The most PBXs, and the most extensions, that whoever limits somebody may name. */
  public static final int MOST = 500;

  /** The most extensions of all, those of a large team; they travel with each query. */
  public static final int MOST_EXTENSIONS = 10_000;

  /** All calls. */
  public static final AccessScope EVERYTHING = new AccessScope(Optional.empty(), Optional.empty());

  public AccessScope {
    pbxs = pbxs.map(names -> checked("PBXs", names, MOST));
    extensions = extensions.map(some -> checked("extensions", some, MOST_EXTENSIONS));
  }

  private static <T> Set<T> checked(String what, Set<T> limit, int most) {
    if (limit.isEmpty() || limit.size() > most) {
      throw new InvalidValue("a limit names 1 to " + most + " " + what);
    }
    return Set.copyOf(limit);
  }

  /**
   * What of it is heard too; empty if nothing is. Where this names extensions and so does the
   * hearing, only those remain that both name.
   */
  public Optional<AccessScope> within(ListeningScope listening) {
    return switch (listening) {
      case ListeningScope.All all -> Optional.of(this);
      case ListeningScope.Only(Set<Extension> heard) -> only(heard);
    };
  }

  private Optional<AccessScope> only(Set<Extension> heard) {
    Set<Extension> both = new HashSet<>(heard);
    extensions.ifPresent(both::retainAll);
    return both.isEmpty()
        ? Optional.empty()
        : Optional.of(new AccessScope(pbxs, Optional.of(both)));
  }

  /** Whether some calls of that PBX are covered. */
  public boolean covers(PbxName pbx) {
    return pbxs.isEmpty() || pbxs.get().contains(pbx);
  }

  /** Whether a call of that PBX is covered in which these take part or took part. */
  public boolean covers(PbxName pbx, Set<Extension> participants) {
    return covers(pbx)
        && (extensions.isEmpty() || !Collections.disjoint(extensions.get(), participants));
  }

  public boolean covers(CallRecord call) {
    return covers(call.key().pbx(), call.participants());
  }
}
