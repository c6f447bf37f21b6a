package org.openrecorder.rest.error;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A rejection ready to be sent.
 *
 * @param contentType with its charset, which is UTF-8 in all forms
 * @param headers all others, by name
 */
public record RenderedError(
    int status, String contentType, String body, Map<String, String> headers) {

  public RenderedError {
    headers = Map.copyOf(headers);
  }

  public byte[] bytes() {
    return body.getBytes(StandardCharsets.UTF_8);
  }
}
