package org.openrecorder.asterisk.ari;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.openrecorder.application.port.Spool;
import org.openrecorder.domain.recording.RecordingId;

/** Reads the list of stored recordings, one entry at a time: a PBX can have very many. */
final class AriListing {

  private static final int MOST_LISTED = 10_000;

  private AriListing() {}

  static Spool.Listing read(InputStream content) throws IOException {
    try (JsonParser parser = Json.createParser(content)) {
      if (parser.next() != JsonParser.Event.START_ARRAY) {
        throw new IOException("the PBX's list of recordings is not a list");
      }
      return read(parser.getArrayStream().iterator());
    } catch (RuntimeException wrong) { // what nests too deep is not even a JsonException
      throw new IOException("the PBX's list of recordings cannot be read", wrong);
    }
  }

  private static Spool.Listing read(Iterator<JsonValue> entries) {
    List<RecordingId> ours = new ArrayList<>();
    long foreign = 0;
    while (entries.hasNext()) {
      Optional<RecordingId> recording = recording(entries.next());
      if (recording.isPresent() && ours.size() == MOST_LISTED) {
        return new Spool.Listing(ours, foreign, false);
      }
      recording.ifPresent(ours::add);
      foreign += recording.isPresent() ? 0 : 1;
    }
    return new Spool.Listing(ours, foreign, true);
  }

  private static Optional<RecordingId> recording(JsonValue entry) {
    return entry instanceof JsonObject file && "wav".equals(file.getString("format", ""))
        ? RecordingId.find(file.getString("name", ""))
        : Optional.empty();
  }
}
