package org.openrecorder.rest.legacy;

import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.openrecorder.application.retrieval.Base64Text;
import org.openrecorder.application.retrieval.RetrievedRecording;

/**
 * Audio as BASE64 between two pieces of text, streamed. The length is told beforehand, so that a
 * body that breaks off is never taken for a whole one.
 */
record Base64Body(String before, RetrievedRecording signature, String after)
    implements StreamingOutput {

  static Base64Body bare(RetrievedRecording retrieved) {
    return new Base64Body("", retrieved, "");
  }

  /** Bytes of the whole body; the texts around the audio are ASCII. */
  long length() {
    return before.length() + Base64Text.length(signature.content().bytes()) + after.length();
  }

  @Override
  public void write(OutputStream out) throws IOException {
    try (signature) {
      out.write(before.getBytes(StandardCharsets.US_ASCII));
      Base64Text.write(signature.content(), out);
      out.write(after.getBytes(StandardCharsets.US_ASCII));
    }
  }
}
