package org.openrecorder.lab.audio;

import java.util.Arrays;
import java.util.Random;

/** The loudness of made-up speech: syllables and pauses of seeded lengths. */
final class Babble {
  private static final int SAMPLES_PER_MILLI = Sound.SAMPLE_RATE / 1000;
  private static final int FADE = 20 * SAMPLES_PER_MILLI;

  private Babble() {}

  static double[] envelope(int length, long seed) {
    Random random = new Random(seed);
    double[] loudness = new double[length];
    int at = 0;
    while (at < length) {
      int end = Math.min(length, at + SAMPLES_PER_MILLI * random.nextInt(150, 350));
      syllable(loudness, at, end);
      at = end + SAMPLES_PER_MILLI * random.nextInt(50, 150);
    }
    return loudness;
  }

  private static void syllable(double[] loudness, int start, int end) {
    Arrays.fill(loudness, start, end, 1);
    for (int i = 0; i < Math.min(FADE, (end - start) / 2); i++) {
      double faded = (double) i / FADE;
      loudness[start + i] = faded;
      loudness[end - 1 - i] = faded;
    }
  }
}
