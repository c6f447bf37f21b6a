package org.openrecorder.persistence;

import java.util.Set;
import java.util.stream.Collectors;
import org.openrecorder.domain.access.Reach;
import org.openrecorder.domain.access.Sight;
import org.openrecorder.domain.call.Extension;
import org.openrecorder.domain.call.PbxName;

/**
 * What somebody may know of, as conditions of a query, so that what is left out leaves no trace in
 * the length of a list either. The queries call the recording {@code r} and its call {@code c}.
 */
final class Sights {

  private static final String IN_REACH =
      "exists (select l.uniqueId from CallEntity o join o.legs l"
          + " where o.number = c.number and l.extension in :reachExtensions)";

  private static final String SHOWN =
      "%1$s.pbx = c.pbx and %1$s.linkedId = c.linkedId and %1$s.continues is null"
          + " and %1$s.isPrivate = false and %1$s.deleted = false";

  /** Of the same sense as {@link org.openrecorder.domain.call.Call#referringTo}. */
  private static final String SHOWN_REFERENCE =
      "exists (select s.number from RecordingEntity s where "
          + SHOWN.formatted("s")
          + " and s.tag = :%1$s and (c.externalReference = :%1$s or (s.number ="
          + " (select max(n.number) from RecordingEntity n where "
          + SHOWN.formatted("n")
          + ") and not exists (select k.number from RecordingEntity k where "
          + SHOWN.formatted("k")
          + " and k.tag = c.externalReference))))";

  private Sights() {}

  /** Only recordings that are covered. */
  static Conditions ofRecordings(Conditions conditions, Sight sight) {
    Conditions inReach = inReach(conditions, "r", sight.reach());
    return sight.hiddenToo()
        ? inReach
        : inReach.always("r.isPrivate = false and r.deleted = false");
  }

  /** Only calls that are covered and of which a recording is. */
  static Conditions ofCalls(Conditions conditions, Sight sight) {
    Conditions inReach = inReach(conditions, "c", sight.reach());
    return sight.hiddenToo()
        ? inReach
        : inReach.always(
            "exists (select s.number from RecordingEntity s where " + SHOWN.formatted("s") + ")");
  }

  private static Conditions inReach(Conditions conditions, String what, Reach reach) {
    return conditions
        .when(
            Queries.whereSeen(what, what + ".pbx in :reachPbxs"),
            "reachPbxs",
            reach.pbxs().map(Sights::names))
        .when(IN_REACH, "reachExtensions", reach.extensions().map(Sights::texts));
  }

  private static Set<String> names(Set<PbxName> pbxs) {
    return pbxs.stream().map(PbxName::value).collect(Collectors.toUnmodifiableSet());
  }

  private static Set<String> texts(Set<Extension> extensions) {
    return extensions.stream().map(Extension::value).collect(Collectors.toUnmodifiableSet());
  }

  /** Calls with that External Reference as they look to whoever sees no more than that. */
  static String reference(Sight sight, String parameter) {
    return sight.hiddenToo()
        ? "c.externalReference = :" + parameter
        : SHOWN_REFERENCE.formatted(parameter);
  }
}
