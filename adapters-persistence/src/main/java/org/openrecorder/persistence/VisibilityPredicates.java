package org.openrecorder.persistence;

import java.util.Set;
import java.util.stream.Collectors;
import org.openrecorder.domain.access.AccessScope;
import org.openrecorder.domain.access.VisibilityScope;
import org.openrecorder.domain.call.Extension;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.persistence.ScopedPaging.Lead;

/**
 * What a principal may know of, as conditions of a query, so that what is left out leaves no trace
 * in the length of a list either. The queries call the recording {@code r} and its call {@code c}.
 */
final class VisibilityPredicates {

  private static final String IN_REACH =
      "exists (select l.uniqueId from CallEntity o join o.legs l"
          + " where o.number = c.number and "
          + JpaCallRecords.PARTICIPANT
          + " and l.extension in :reachExtensions)";

  private static final String SHOWN =
      "%1$s.pbx = c.pbx and %1$s.linkedId = c.linkedId and %1$s.continues is null"
          + " and %1$s.isPrivate = false and %1$s.deleted = false";

  /** Of the same sense as {@link org.openrecorder.domain.call.CallRecord#referringTo}. */
  private static final String SHOWN_REFERENCE =
      "exists (select s.number from RecordingEntity s where "
          + SHOWN.formatted("s")
          + " and s.tag = :%1$s and (c.externalReference = :%1$s or (s.number ="
          + " (select max(n.number) from RecordingEntity n where "
          + SHOWN.formatted("n")
          + ") and not exists (select k.number from RecordingEntity k where "
          + SHOWN.formatted("k")
          + " and k.tag = c.externalReference))))";

  private static final String WITH_TAG =
      "c.number in (select o.number from CallEntity o, RecordingEntity t where t.pbx = o.pbx"
          + " and t.linkedId = o.linkedId and t.tag = :%1$s)";

  private static final String WITH_EXTENSION =
      "c.number in (select o.number from CallEntity o join o.legs l"
          + " where "
          + JpaCallRecords.PARTICIPANT
          + " and l.extension in :reachExtensions)";

  private static final String ON_PBX =
      "c.number in (select o.number from CallEntity o where o.pbx in :reachPbxs)";

  private VisibilityPredicates() {}

  /** Only recordings that are covered. */
  static WhereClause ofRecordings(WhereClause conditions, VisibilityScope visibility, Lead lead) {
    WhereClause inScope = inScope(conditions, "r", visibility.scope(), lead);
    return visibility.hiddenToo()
        ? inScope
        : inScope.always("r.isPrivate = false and r.deleted = false");
  }

  /** Only calls that are covered and of which a recording is. */
  static WhereClause ofCalls(WhereClause conditions, VisibilityScope visibility, Lead lead) {
    WhereClause inScope = inScope(conditions, "c", visibility.scope(), lead);
    return visibility.hiddenToo()
        ? inScope
        : inScope.always(
            "exists (select s.number from RecordingEntity s where " + SHOWN.formatted("s") + ")");
  }

  private static WhereClause inScope(
      WhereClause conditions, String what, AccessScope scope, Lead lead) {
    return switch (lead) {
      case ROWS ->
          conditions
              .when(
                  onPbxWhereSeen(what), "reachPbxs", scope.pbxs().map(VisibilityPredicates::names))
              .when(
                  IN_REACH, "reachExtensions", scope.extensions().map(VisibilityPredicates::texts));
      case REACH -> fromScope(conditions, what, scope);
    };
  }

  /** Written so that the databases begin with what is in reach and not with all rows. */
  static WhereClause fromScope(WhereClause conditions, String what, AccessScope scope) {
    return conditions
        .when(
            scope.extensions().isEmpty() ? ON_PBX : onPbxWhereSeen(what),
            "reachPbxs",
            scope.pbxs().map(VisibilityPredicates::names))
        .when(
            WITH_EXTENSION, "reachExtensions", scope.extensions().map(VisibilityPredicates::texts));
  }

  private static String onPbxWhereSeen(String what) {
    return Queries.whereSeen(what, what + ".pbx in :reachPbxs");
  }

  private static Set<String> names(Set<PbxName> pbxs) {
    return pbxs.stream().map(PbxName::value).collect(Collectors.toUnmodifiableSet());
  }

  private static Set<String> texts(Set<Extension> extensions) {
    return extensions.stream().map(Extension::value).collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Calls with that External Reference as they look to a principal that sees no more than that. The
   * databases begin with the few recordings under that tag.
   */
  static String reference(VisibilityScope visibility, String parameter) {
    return visibility.hiddenToo()
        ? "c.externalReference = :" + parameter
        : (WITH_TAG + " and " + SHOWN_REFERENCE).formatted(parameter);
  }
}
