package org.openrecorder.rest.api;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.openrecorder.application.recording.MarkRecording.Mark;
import org.openrecorder.rest.request.UnreadableRequest;

/**
 * The body of a PATCH: {@code {"private": true}} or {@code {"private": false}} and nothing else.
 */
final class MarkRequest {

  /** Bytes of a body; the sensible ones have 20. */
  static final int MOST_BYTES = 4_096;

  private MarkRequest() {}

  /**
   * Reads the mark that is asked for.
   *
   * @throws UnreadableRequest if the body is anything else
   */
  static Mark read(InputStream body) throws IOException {
    byte[] bytes = body.readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw UnreadableRequest.because("the body is longer than " + MOST_BYTES + " bytes");
    }
    try (JsonParser json = parser(bytes)) {
      return mark(json);
    } catch (JsonException malformed) {
      throw unfit();
    }
  }

  private static JsonParser parser(byte[] bytes) {
    return Json.createParserFactory(null)
        .createParser(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8);
  }

  private static Mark mark(JsonParser json) {
    expect(json, Event.START_OBJECT);
    expect(json, Event.KEY_NAME);
    if (!json.getString().equals("private")) {
      throw unfit();
    }
    Mark mark = flag(next(json)) ? Mark.PRIVATE : Mark.NOT_PRIVATE;
    expect(json, Event.END_OBJECT);
    if (json.hasNext()) {
      throw unfit();
    }
    return mark;
  }

  private static void expect(JsonParser json, Event expected) {
    if (next(json) != expected) {
      throw unfit();
    }
  }

  private static Event next(JsonParser json) {
    if (!json.hasNext()) {
      throw unfit();
    }
    return json.next();
  }

  private static boolean flag(Event value) {
    return switch (value) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> throw unfit();
    };
  }

  private static UnreadableRequest unfit() {
    return UnreadableRequest.because(
        "the body must be {\"private\": true} or {\"private\": false}");
  }
}
