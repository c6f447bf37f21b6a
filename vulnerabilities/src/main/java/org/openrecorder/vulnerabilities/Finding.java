package org.openrecorder.vulnerabilities;

import java.util.Optional;

/**
 * A known vulnerability of a component in the bill.
 *
 * @param harmless why the product is not affected, if a statement says so
 */
record Finding(
    Component component, Advisory advisory, Optional<String> fixedIn, Optional<String> harmless) {

  /** Characters of a summary; the full text is available under the id. */
  private static final int MOST = 160;

  boolean isOpen() {
    return harmless.isEmpty();
  }

  /**
   * One line. The texts come from third parties, so characters that control terminals are replaced.
   */
  @Override
  public String toString() {
    return printable(
        "%s %s (%s) %s, %s%s: %s"
            .formatted(
                isOpen() ? "OPEN " : "KNOWN",
                String.join(" ", advisory.names()),
                advisory.severity().orElse("no severity"),
                component,
                fixedIn.map(version -> "fixed in " + version).orElse("no fixed version known"),
                harmless.map(why -> ", " + why).orElse(""),
                shortened(advisory.summary())));
  }

  private static String shortened(String text) {
    return text.length() > MOST ? text.substring(0, MOST) + "..." : text;
  }

  private static String printable(String text) {
    return text.replaceAll("\\p{C}", "?");
  }
}
