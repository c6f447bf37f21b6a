package org.openrecorder.benchmarks;

import java.util.Locale;

/**
 * One row of the report.
 *
 * @param what what was measured
 * @param ours what the recorder does
 * @param compared what it was compared with in the same run, or an empty text
 * @param ratio how ours relates to that, or an empty text
 * @param goal what is to be reached, or an empty text
 * @param reached whether it was, or an empty text where there is no goal
 */
record Figure(
    String what, String ours, String compared, String ratio, String goal, String reached) {

  /** A figure of which less is better, in any unit that both share. */
  static Figure atMost(double most, String what, Measured ours, Measured compared) {
    double ratio = ours.value() / compared.value();
    return new Figure(
        what,
        ours.text(),
        compared.text(),
        times(ratio),
        "at most " + most + "x",
        yes(ratio <= most));
  }

  /** A figure of which more is better, in any unit that both share. */
  static Figure atLeast(double least, String what, Measured ours, Measured compared) {
    double ratio = ours.value() / compared.value();
    return new Figure(
        what,
        ours.text(),
        compared.text(),
        times(ratio),
        "at least " + least + "x",
        yes(ratio >= least));
  }

  /** What is compared, but has nothing to reach. */
  static Figure compared(String what, Measured ours, Measured compared) {
    return new Figure(
        what, ours.text(), compared.text(), times(ours.value() / compared.value()), "", "");
  }

  /** What is only recorded. */
  static Figure recorded(String what, String ours) {
    return new Figure(what, ours, "", "", "recorded", "");
  }

  /** What could not be measured, and why. */
  static Figure missing(String what, String why) {
    return new Figure(what, "not measured: " + why, "", "", "", "");
  }

  /** A number and how to say it. */
  record Measured(double value, String text) {}

  private static String times(double ratio) {
    return String.format(Locale.ROOT, "%.2fx", ratio);
  }

  private static String yes(boolean reached) {
    return reached ? "yes" : "**no**";
  }

  String row() {
    return "| "
        + String.join(" | ", what, ours, compared, ratio, goal, reached).replace("  ", " ")
        + " |";
  }
}
