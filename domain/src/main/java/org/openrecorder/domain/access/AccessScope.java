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
 * The calls that a client may work with, whatever its permissions. Where both limits are set, a
 * call must satisfy both.
 *
 * @param pbxs the only PBXs; empty for every PBX
 * @param extensions one of these must take part in the call; empty for no such limit
 */
public record AccessScope(Optional<Set<PbxName>> pbxs, Optional<Set<Extension>> extensions) {

  /** The most PBXs, and the most extensions, that an administrator may list as a limit. */
  public static final int MOST = 500;

  /** The most extensions of any scope, those of a large team; each query carries them. */
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
   * The part of this scope that the listening scope covers too; empty if there is none. Where both
   * name extensions, only those that both name remain.
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

  /** Whether this scope covers some calls of that PBX. */
  public boolean covers(PbxName pbx) {
    return pbxs.isEmpty() || pbxs.get().contains(pbx);
  }

  /** Whether this scope covers a call of that PBX in which these extensions take or took part. */
  public boolean covers(PbxName pbx, Set<Extension> participants) {
    return covers(pbx)
        && (extensions.isEmpty() || !Collections.disjoint(extensions.get(), participants));
  }

  public boolean covers(CallRecord call) {
    return covers(call.key().pbx(), call.participants());
  }
}
