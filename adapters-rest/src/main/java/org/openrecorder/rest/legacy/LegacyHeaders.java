package org.openrecorder.rest.legacy;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import org.openrecorder.application.recording.RecordingReference;
import org.openrecorder.application.retrieval.RetrievedRecording;
import org.openrecorder.rest.response.HeaderText;

/** The headers that tell a client more than the body of old has room for. */
final class LegacyHeaders {

  private static final String RECORDING_ID = "X-Recording-Id";

  private LegacyHeaders() {}

  /**
   * The length is told, since the answer of a forwarded request has to be sent in chunks without
   * it, and old clients may know none.
   */
  static ResponseBuilder of(RecordingReference recording, ResponseBuilder answer, int bytes) {
    return answer
        .header(HttpHeaders.CONTENT_LENGTH, bytes)
        .header(RECORDING_ID, recording.id().toString())
        .header("X-Channel", HeaderText.of(recording.channel().value()))
        .header("X-Unique-Id", recording.uniqueId().value());
  }

  static ResponseBuilder of(Base64Body body, ResponseBuilder answer) {
    RetrievedRecording retrieved = body.signature();
    return answer
        .header(HttpHeaders.CONTENT_LENGTH, body.length())
        .header(RECORDING_ID, retrieved.id().toString())
        .header("X-Match-Count", retrieved.matches())
        .header(HttpHeaders.ETAG, "\"" + retrieved.sha256() + "\"");
  }
}
