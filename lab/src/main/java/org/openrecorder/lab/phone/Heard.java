package org.openrecorder.lab.phone;

import java.time.Duration;
import org.openrecorder.lab.audio.MuLaw;
import org.openrecorder.lab.audio.Sound;
import org.openrecorder.lab.audio.WavAnalysis;

/** The last ten seconds a phone has heard. */
final class Heard {
  private static final int KEPT = 10 * Sound.SAMPLE_RATE;

  private final short[] ring = new short[KEPT];
  private long count;

  synchronized void add(byte[] packet, int offset, int end) {
    for (int i = offset; i < end; i++) {
      ring[(int) (count++ % KEPT)] = MuLaw.decode(packet[i]);
    }
  }

  synchronized WavAnalysis last(Duration time) {
    long wanted = time.toMillis() * Sound.SAMPLE_RATE / 1000;
    int length = (int) Math.min(Math.min(wanted, KEPT), count);
    short[] samples = new short[length];
    for (int i = 0; i < length; i++) {
      samples[i] = ring[(int) ((count - length + i) % KEPT)];
    }
    return WavAnalysis.ofSamples(Sound.SAMPLE_RATE, samples);
  }

  synchronized void forget() {
    count = 0;
  }
}
