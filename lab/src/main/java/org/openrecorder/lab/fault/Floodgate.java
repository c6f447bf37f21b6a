package org.openrecorder.lab.fault;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Puts messages of its own behind the first one that ends. A message ends with an empty line. */
final class Floodgate implements Filter {

  private static final byte[] END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final int BUFFER_BYTES = 65_536;

  private final List<String> messages;
  private int endSeen;

  Floodgate(List<String> messages) {
    this.messages = messages;
  }

  @Override
  public void write(byte[] bytes, int from, int length, OutputStream out) throws IOException {
    int rest = from;
    if (endSeen < END.length) {
      rest = behindMessage(bytes, from, from + length);
      out.write(bytes, from, rest - from);
      if (endSeen == END.length) {
        open(out);
      }
    }
    out.write(bytes, rest, from + length - rest);
  }

  private int behindMessage(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && endSeen < END.length) {
      byte one = bytes[at++];
      endSeen = one == END[endSeen] ? endSeen + 1 : one == END[0] ? 1 : 0;
    }
    return at;
  }

  private void open(OutputStream out) throws IOException {
    OutputStream buffered = new BufferedOutputStream(out, BUFFER_BYTES);
    for (String message : messages) {
      buffered.write(message.getBytes(StandardCharsets.US_ASCII));
    }
    buffered.flush();
  }
}
