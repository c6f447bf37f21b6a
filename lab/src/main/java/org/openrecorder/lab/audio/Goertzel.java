package org.openrecorder.lab.audio;

/** The amplitude of one frequency in a stretch of samples, by Goertzel's recurrence. */
final class Goertzel {
  private Goertzel() {}

  static double amplitude(short[] samples, int first, int end, int sampleRate, int frequency) {
    if (end <= first) {
      return 0;
    }
    double factor = 2 * Math.cos(2 * Math.PI * frequency / sampleRate);
    double last = 0;
    double beforeLast = 0;
    for (int i = first; i < end; i++) {
      double next = samples[i] + factor * last - beforeLast;
      beforeLast = last;
      last = next;
    }
    double power = last * last + beforeLast * beforeLast - factor * last * beforeLast;
    return 2 * Math.sqrt(Math.max(0, power)) / (end - first);
  }
}
