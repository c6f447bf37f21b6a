package org.openrecorder.benchmarks;

import java.util.Arrays;
import java.util.Locale;

/** How long something took, each time it was done. */
final class Durations {

  private static final double NANOS_PER_MILLISECOND = 1e6;

  private final long[] sorted;

  Durations(long[] nanos) {
    sorted = nanos.clone();
    Arrays.sort(sorted);
  }

  /** Milliseconds that this share of them did not exceed, for example 0.99. */
  double percentile(double share) {
    int at = (int) Math.ceil(share * sorted.length) - 1;
    return sorted[Math.max(0, at)] / NANOS_PER_MILLISECOND;
  }

  Figure.Measured p50() {
    return measured(0.5);
  }

  Figure.Measured p99() {
    return measured(0.99);
  }

  private Figure.Measured measured(double share) {
    double value = percentile(share);
    return new Figure.Measured(value, String.format(Locale.ROOT, "%.2f ms", value));
  }
}
