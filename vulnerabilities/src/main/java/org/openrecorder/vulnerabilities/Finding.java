package org.openrecorder.vulnerabilities;

import java.util.Optional;

/**
 * A known vulnerability of a component of the bill.
 *
 * @param harmless why it is no danger here, where that is stated
 */
record Finding(
    Component component, Advisory advisory, Optional<String> fixedIn, Optional<String> harmless) {

  /** Characters of a summary; the rest stands where the id leads. */
  private static final int MOST = 160;

  boolean isOpen() {
    return harmless.isEmpty();
  }

  /** One line. The texts of the list are other people's: nothing of them moves a terminal. */
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
