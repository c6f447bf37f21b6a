package org.openrecorder.asterisk.ari;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openrecorder.application.port.Spool;
import org.openrecorder.domain.recording.RecordingId;

class AriListingTest {

  private static final String OURS = "0d9a3a70-5c3e-4b1e-9a55-7a1a4f0c9d21";

  private static Spool.Listing read(String json) throws IOException {
    return AriListing.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
  }

  private static String entry(String name, String format) {
    return "{\"name\":\"" + name + "\",\"format\":\"" + format + "\"}";
  }

  @Test
  void only_files_with_names_that_we_give_are_ours() throws IOException {
    String others =
        String.join(
            ",",
            entry(OURS, "gsm"),
            entry("a/" + OURS, "wav"),
            entry("1", "wav"),
            "{\"name\":7}",
            "null",
            "[]");
    assertThat(read("[" + entry(OURS, "wav") + "," + others + "]"))
        .isEqualTo(new Spool.Listing(List.of(new RecordingId(UUID.fromString(OURS))), 6, true));
  }

  @Test
  void a_list_of_very_many_is_cut_and_says_so() throws IOException {
    String many =
        IntStream.rangeClosed(0, 10_000)
            .mapToObj(number -> entry(new UUID(1, number).toString(), "wav"))
            .collect(Collectors.joining(","));
    Spool.Listing listing = read("[" + many + "]");
    assertThat(listing.ours()).hasSize(10_000);
    assertThat(listing.complete()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[{", "[{\"name\":\"a\"}", "<html>", "7"})
  void what_is_not_a_list_is_no_list(String answer) {
    assertThatIOException().isThrownBy(() -> read(answer));
  }
}
