package org.openrecorder.lab.audio;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.IntToDoubleFunction;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.openrecorder.lab.process.LabFailure;

/** What a phone says, over and over: mu-law samples at 8,000 a second. */
public final class Sound {
  public static final int SAMPLE_RATE = 8_000;

  /** Peak of the tones: two of them mixed stay below the limit. */
  public static final int AMPLITUDE = 8_000;

  private static final int FRAME_SAMPLES = 160;
  private static final Sound SILENCE = synthesised(1, i -> 0);

  private final byte[] samples;

  private Sound(byte[] samples) {
    this.samples = samples;
  }

  public static Sound silence() {
    return SILENCE;
  }

  /** A steady sine tone of a whole number of Hz. */
  public static Sound tone(int frequency) {
    return synthesised(1, i -> sine(frequency, i));
  }

  /**
   * A tone that comes and goes like speech: syllables of 150 to 350 ms with pauses between, in a
   * pattern of four seconds that follows from the seed.
   */
  public static Sound babble(int frequency, long seed) {
    double[] loudness = Babble.envelope(4 * SAMPLE_RATE, seed);
    return synthesised(4, i -> loudness[i] * sine(frequency, i));
  }

  /** The sound of a WAV file, brought to 8,000 samples a second and one channel. */
  public static Sound file(Path wav) {
    AudioFormat telephone = new AudioFormat(SAMPLE_RATE, 16, 1, true, false);
    try (AudioInputStream source = AudioSystem.getAudioInputStream(wav.toFile());
        AudioInputStream converted = AudioSystem.getAudioInputStream(telephone, source)) {
      return ofLittleEndian(converted.readAllBytes());
    } catch (IOException | UnsupportedAudioFileException | IllegalArgumentException e) {
      throw new LabFailure("cannot play " + wav, e);
    }
  }

  private static Sound ofLittleEndian(byte[] pcm) {
    if (pcm.length < 2) {
      throw new LabFailure("a sound without samples");
    }
    byte[] samples = new byte[pcm.length / 2];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = MuLaw.encode((short) ((pcm[2 * i] & 0xFF) | (pcm[2 * i + 1] << 8)));
    }
    return new Sound(samples);
  }

  private static Sound synthesised(int seconds, IntToDoubleFunction wave) {
    byte[] samples = new byte[seconds * SAMPLE_RATE];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = MuLaw.encode((short) Math.round(AMPLITUDE * wave.applyAsDouble(i)));
    }
    return new Sound(samples);
  }

  private static double sine(int frequency, int i) {
    return Math.sin(2 * Math.PI * frequency * i / SAMPLE_RATE);
  }

  /** Writes the samples of the n-th 20 ms into a packet. */
  public void frame(long n, byte[] packet, int offset) {
    long start = n * FRAME_SAMPLES;
    for (int i = 0; i < FRAME_SAMPLES; i++) {
      packet[offset + i] = samples[(int) ((start + i) % samples.length)];
    }
  }
}
