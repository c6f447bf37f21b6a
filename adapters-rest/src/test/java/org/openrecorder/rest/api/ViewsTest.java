package org.openrecorder.rest.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openrecorder.application.port.CallRecords;
import org.openrecorder.application.port.RecordingWithCall;
import org.openrecorder.rest.Samples;

class ViewsTest {

  @Test
  void a_finished_recording_shows_every_member() {
    JsonObject json = json(RecordingView.of(Samples.finished()));
    assertThat(json)
        .isEqualTo(
            parsed(
                """
                {"id": "00000000-0000-0001-0000-000000000002", "tag": "ü 22", "state": "available",
                 "reason": null, "private": false, "deleted": false, "pbx": "pbx",
                 "uniqueId": "12347811.214", "linkedId": "12347811.213", "extension": "410",
                 "startedAt": "1970-05-23T21:56:51.000Z", "endedAt": "1970-05-23T21:57:51.000Z",
                 "recordedMillis": 60000, "durationMillis": 60000, "missingMillis": 0, "bytes": 960044, "sha256": "%s", "legs": [], "gaps": []}\
                """
                    .formatted(Samples.SHA256)));
  }

  @Test
  void what_a_recording_does_not_have_yet_is_null() {
    RecordingWithCall requested = new RecordingWithCall(Samples.requested(), Samples.call());
    assertThat(json(RecordingView.of(requested)))
        .containsEntry("startedAt", JsonValue.NULL)
        .containsEntry("endedAt", JsonValue.NULL)
        .containsEntry("recordedMillis", JsonValue.NULL)
        .containsEntry("durationMillis", JsonValue.NULL)
        .containsEntry("missingMillis", JsonValue.NULL)
        .containsEntry("bytes", JsonValue.NULL)
        .containsEntry("sha256", JsonValue.NULL);
  }

  @Test
  void a_call_in_progress_shows_its_external_reference_and_no_end() {
    CallRecords.Entry entry =
        new CallRecords.Entry(Samples.ringingToo(), List.of(Samples.requested().id()));
    assertThat(json(CallView.of(entry)))
        .isEqualTo(
            parsed(
                """
                {"pbx": "pbx", "uniqueId": "12347811.214", "linkedId": "12347811.213",
                 "channels": [{"name": "SIP/410-12FA7B", "uniqueId": "12347811.214", "extension": "410", "tookPart": true},
                              {"name": "SIP/422-3", "uniqueId": "12347811.215", "extension": "422", "tookPart": false}],
                 "extension": "410", "startedAt": "1970-05-23T21:56:51.000Z",
                 "answeredAt": "1970-05-23T21:56:51.001Z", "endedAt": null,
                 "externalReference": "ü 22", "recordings": ["00000000-0000-0001-0000-000000000002"]}\
                """));
  }

  @Test
  void a_recording_that_went_on_shows_its_legs_and_what_lies_between_them() {
    JsonObject json = json(RecordingView.of(Samples.goneOn()));
    assertThat(json.getJsonArray("legs").getValuesAs(JsonObject.class))
        .extracting(leg -> leg.getString("uniqueId") + " " + leg.getBoolean("tookPart"))
        .containsExactly("12347811.214 true", "12347811.214 true", "12347811.215 false");
    assertThat(json.getJsonArray("gaps"))
        .isEqualTo(
            parsed(
                    """
                    {"gaps": [{"from": "1970-05-23T21:57:51.000Z", "to": "1970-05-23T21:57:53.500Z",
                               "why": "the recorder was stopped on the PBX"}]}\
                    """)
                .getJsonArray("gaps"));
  }

  @Test
  void a_list_says_where_it_goes_on() {
    JsonObject json =
        json(new PageView(List.of(RecordingView.of(Samples.finished())), "a place in it"));
    assertThat(json.getJsonArray("items")).hasSize(1);
    assertThat(json.getJsonArray("items").getJsonObject(0)).containsKey("sha256");
    assertThat(json.getString("next")).isEqualTo("a place in it");
  }

  @Test
  void the_last_part_of_a_list_has_a_next_of_null() {
    assertThat(JsonWriter.text(new PageView(List.of(), null)))
        .isEqualTo("{\"items\":[],\"next\":null}");
  }

  @Test
  void a_time_has_exactly_three_digits_of_milliseconds() {
    assertThat(Timestamps.text(Instant.parse("2026-11-23T08:00:00Z")))
        .isEqualTo("2026-11-23T08:00:00.000Z");
    assertThat(Timestamps.text(Instant.parse("2026-11-23T08:00:00.123987Z")))
        .isEqualTo("2026-11-23T08:00:00.123Z");
  }

  private static JsonObject json(View view) {
    return parsed(JsonWriter.text(view));
  }

  private static JsonObject parsed(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }
}
