package org.openrecorder.rest.api;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import org.openrecorder.application.retrieval.RetrievedRecording;

/**
 * A WAV file, streamed. Its length is told beforehand, so that a broken-off body is never taken for
 * a whole one.
 */
record WavBody(RetrievedRecording signature) implements StreamingOutput {

  static final String TYPE = "audio/wav";

  /** The answer owns the audio: it is closed once the body is written or has failed. */
  static Response answer(RetrievedRecording retrieved) {
    return Response.ok(new WavBody(retrieved), TYPE)
        .header(HttpHeaders.CONTENT_LENGTH, retrieved.content().bytes())
        .header(HttpHeaders.ETAG, "\"" + retrieved.sha256() + "\"")
        .build();
  }

  @Override
  public void write(OutputStream out) throws IOException {
    try (signature) {
      signature.content().stream().transferTo(out);
    }
  }
}
