package org.openrecorder.rest.legacy;

import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import org.openrecorder.application.Rejection;
import org.openrecorder.application.legacy.LegacyResult;
import org.openrecorder.rest.error.ErrorFormat;
import org.openrecorder.rest.response.RejectedException;

/** Plain text: a person reads it, and {@code base64 -d} decodes it. */
final class TextAnswers implements LegacyAnswers {

  private static final String PLAIN = "text/plain;charset=UTF-8";

  private static final byte[] OK = "OK".getBytes(StandardCharsets.US_ASCII);

  @Override
  public Response done(LegacyResult.Done done) {
    return LegacyHeaders.of(done.recording(), Response.ok(OK, PLAIN), OK.length).build();
  }

  @Override
  public Response audio(LegacyResult.Audio audio) {
    Base64Body body = Base64Body.bare(audio.signature());
    return LegacyHeaders.of(body, Response.ok(body, PLAIN)).build();
  }

  @Override
  public Response refused(Rejection rejection) {
    return RejectedException.as(ErrorFormat.PLAIN_TEXT, rejection);
  }
}
