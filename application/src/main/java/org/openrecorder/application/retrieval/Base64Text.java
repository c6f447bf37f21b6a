package org.openrecorder.application.retrieval;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Base64;
import org.openrecorder.application.port.AudioContent;

/**
 * Audio as BASE64 on one line (RFC 4648, with padding), in bounded memory: blocks of a multiple of
 * three bytes, which the JDK encodes several times faster than its stream does.
 */
public final class Base64Text {

  /**
   * Bytes of audio per block: a multiple of 3, and small enough that a block stays in the
   * processor's cache.
   */
  private static final int BLOCK = 49_152;

  private Base64Text() {}

  /** How many characters that many bytes become. */
  public static long length(long bytes) {
    return (bytes + 2) / 3 * 4;
  }

  /**
   * Writes the audio to the end; does not close {@code out}.
   *
   * @throws org.openrecorder.application.port.DataCorruptException before the last block, if the
   *     audio is not what was stored
   */
  public static void write(AudioContent content, OutputStream out) throws IOException {
    byte[] audio = new byte[BLOCK];
    byte[] text = new byte[Math.toIntExact(length(BLOCK))];
    Base64.Encoder encoder = Base64.getEncoder();
    InputStream in = content.stream();
    for (int read = in.readNBytes(audio, 0, BLOCK);
        read > 0;
        read = in.readNBytes(audio, 0, BLOCK)) {
      byte[] block = read == BLOCK ? audio : Arrays.copyOf(audio, read);
      out.write(text, 0, encoder.encode(block, text));
    }
  }
}
