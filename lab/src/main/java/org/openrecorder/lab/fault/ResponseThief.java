package org.openrecorder.lab.fault;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Takes the first response out of what a PBX tells. A response ends with an empty line. */
final class ResponseThief implements Filter {

  private static final byte[] END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final String RESPONSE = "Response:";

  private final ByteArrayOutputStream message = new ByteArrayOutputStream();
  private int endSeen;
  private boolean done;

  @Override
  public void write(byte[] bytes, int from, int length, OutputStream out) throws IOException {
    int at = from;
    while (at < from + length && !done) {
      take(bytes[at++], out);
    }
    out.write(bytes, at, from + length - at);
  }

  private void take(byte one, OutputStream out) throws IOException {
    message.write(one);
    endSeen = one == END[endSeen] ? endSeen + 1 : one == END[0] ? 1 : 0;
    if (endSeen == END.length) {
      whole(out);
    }
  }

  private void whole(OutputStream out) throws IOException {
    endSeen = 0;
    if (message.toString(StandardCharsets.UTF_8).startsWith(RESPONSE)) {
      done = true;
    } else {
      message.writeTo(out);
    }
    message.reset();
  }
}
