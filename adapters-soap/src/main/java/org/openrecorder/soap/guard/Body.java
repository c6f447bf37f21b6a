package org.openrecorder.soap.guard;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.openrecorder.soap.envelope.MalformedRequestException;

/** The bytes of a request and what they are said to be. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Body(ContentType type, byte[] bytes) {

  /** Bytes of a request: a call of ours takes one or two thousand. */
  static final int LIMIT = 64 * 1024;

  static Body read(HttpServletRequest request) throws IOException, MalformedRequestException {
    requirePlain(request);
    if (request.getContentLengthLong() > LIMIT) {
      throw tooLong();
    }
    byte[] bytes = request.getInputStream().readNBytes(LIMIT + 1);
    if (bytes.length > LIMIT) {
      throw tooLong();
    }
    return new Body(
        ContentType.parse(Optional.ofNullable(request.getContentType()).orElse("")), bytes);
  }

  private static MalformedRequestException tooLong() {
    return new MalformedRequestException("the request is longer than " + LIMIT + " bytes");
  }

  private static void requirePlain(HttpServletRequest request) throws MalformedRequestException {
    String coding = Optional.ofNullable(request.getHeader("Content-Encoding")).orElse("identity");
    if (!coding.strip().toLowerCase(Locale.ROOT).equals("identity")) {
      throw new MalformedRequestException("compressed requests are not accepted");
    }
  }
}
