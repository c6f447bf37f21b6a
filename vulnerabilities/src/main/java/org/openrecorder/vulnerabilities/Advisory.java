package org.openrecorder.vulnerabilities;

import java.util.List;
import java.util.Optional;

/**
 * An advisory about one vulnerability.
 *
 * @param names its id and its aliases, the id first
 * @param severity as its source words it
 * @param affected the affected packages and their versions
 */
record Advisory(
    List<String> names, Optional<String> severity, String summary, List<Affected> affected) {

  Advisory {
    names = List.copyOf(names);
    affected = List.copyOf(affected);
  }

  /** The CVE number if there is one, or else the id. */
  String name() {
    return names.stream()
        .filter(name -> name.startsWith("CVE-"))
        .findFirst()
        .orElse(names.getFirst());
  }
}
