package org.openrecorder.vulnerabilities;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.artifact.versioning.ComparableVersion;

/**
 * The affected versions of a package, as in the OSV format (version 1.6, {@code affected}).
 *
 * @param packageName group and name
 * @param versions single versions
 * @param ranges each a list of events; a version is in a range if the last event at or before it
 *     introduces the vulnerability
 */
record Affected(String packageName, Set<String> versions, List<List<Event>> ranges) {

  Affected {
    versions = Set.copyOf(versions);
    ranges = ranges.stream().map(List::copyOf).toList();
  }

  /** The version at which a range of affected versions begins or ends. */
  record Event(Kind kind, String version) {

    /** The version {@code 0} is before all others. */
    private boolean isAtOrBefore(ComparableVersion other) {
      int order = order(other);
      return kind == Kind.LAST_AFFECTED ? order < 0 : order <= 0;
    }

    private int order(ComparableVersion other) {
      return version.equals("0") ? -1 : new ComparableVersion(version).compareTo(other);
    }
  }

  /** The kinds of events. */
  enum Kind {
    INTRODUCED,
    FIXED,
    LAST_AFFECTED,
    LIMIT
  }

  private static final Comparator<Event> BY_VERSION =
      Comparator.comparing((Event event) -> !event.version().equals("0"))
          .thenComparing(event -> new ComparableVersion(event.version()));

  boolean has(Component component) {
    return packageName.equals(component.packageName())
        && (versions.contains(component.version())
            || ranges.stream().anyMatch(range -> isIn(range, component.version())));
  }

  private static boolean isIn(List<Event> range, String version) {
    ComparableVersion one = new ComparableVersion(version);
    boolean in = false;
    for (Event event : sorted(range)) {
      if (event.isAtOrBefore(one)) {
        in = event.kind() == Kind.INTRODUCED;
      }
    }
    return in;
  }

  private static List<Event> sorted(List<Event> range) {
    List<Event> sorted = new ArrayList<>(range);
    sorted.sort(BY_VERSION);
    return sorted;
  }

  /** The first later version in which the vulnerability is fixed, if known. */
  Optional<String> fixedAfter(String version) {
    ComparableVersion one = new ComparableVersion(version);
    return ranges.stream()
        .flatMap(List::stream)
        .filter(event -> event.kind() == Kind.FIXED && event.order(one) > 0)
        .map(Event::version)
        .min(Comparator.comparing(ComparableVersion::new));
  }
}
