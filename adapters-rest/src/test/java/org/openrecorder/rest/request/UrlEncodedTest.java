package org.openrecorder.rest.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openrecorder.application.ErrorCode;

class UrlEncodedTest {

  @Test
  void names_and_values_are_decoded_as_utf_8() {
    assertThat(parsed("a=1&b%C3%BC=%e2%82%AC+x%2B&c"))
        .isEqualTo(Map.of("a", List.of("1"), "bü", List.of("€ x+"), "c", List.of("")));
  }

  @Test
  void repeated_names_keep_all_values_in_order_over_query_and_body() throws IOException {
    ByteArrayInputStream body =
        new ByteArrayInputStream("tag=3&x=ü".getBytes(StandardCharsets.UTF_8));
    assertThat(UrlEncoded.empty().and("tag=1&tag=2").and(body, ParameterCharset.UTF_8).parameters())
        .isEqualTo(Map.of("tag", List.of("1", "2", "3"), "x", List.of("ü")));
  }

  @Test
  void no_query_and_empty_pairs_are_no_parameters() {
    assertThat(UrlEncoded.empty().and((String) null).parameters()).isEmpty();
    assertThat(parsed("&&")).isEmpty();
  }

  @Test
  void only_the_first_equals_sign_divides() {
    assertThat(parsed("a=b=c")).isEqualTo(Map.of("a", List.of("b=c")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a=%",
        "a=%4",
        "a=%4g",
        "a=%-1",
        "a=%+1",
        "a=%ff",
        "%C3=1",
        "a=%C3%28",
        "a=€",
        "a=%４１"
      })
  void what_is_malformed_is_an_invalid_parameter(String query) {
    assertRefused(query);
  }

  @Test
  void too_long_and_too_many_are_refused() {
    assertRefused("a=" + "x".repeat(UrlEncoded.MOST_BYTES));
    assertRefused("a=1&".repeat(101));
    assertThat(parsed("a=" + "x".repeat(UrlEncoded.MOST_BYTES - 2))).containsKey("a");
  }

  @Test
  void a_body_that_never_ends_is_read_no_further_than_its_bound() {
    java.io.InputStream endless =
        new java.io.InputStream() {
          @Override
          public int read() {
            return 'x';
          }
        };
    assertThatExceptionOfType(MalformedRequestException.class)
        .isThrownBy(() -> UrlEncoded.empty().and(endless, ParameterCharset.UTF_8));
  }

  @Test
  void the_order_is_kept_over_query_and_body() throws IOException {
    ByteArrayInputStream body =
        new ByteArrayInputStream("b=4&c=5".getBytes(StandardCharsets.UTF_8));
    assertThat(UrlEncoded.empty().and("b=1&a=2&b=3").and(body, ParameterCharset.UTF_8).inOrder())
        .extracting(one -> one.name() + one.value())
        .containsExactly("b1", "a2", "b3", "b4", "c5");
  }

  @Test
  void xml_is_no_form() {
    ByteArrayInputStream body =
        new ByteArrayInputStream("\r\n <a b='1'/>".getBytes(StandardCharsets.UTF_8));
    assertThatExceptionOfType(MalformedRequestException.class)
        .isThrownBy(() -> UrlEncoded.empty().and(body, ParameterCharset.UTF_8))
        .satisfies(e -> assertThat(e.rejection().message()).contains("XML"));
  }

  static LongStream seeds() {
    return new Random(20_261_123).longs(50);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatever_was_encoded_comes_back(long seed) {
    String text = randomText(new Random(seed));
    String query = "tag=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
    assertThat(parsed(query)).isEqualTo(Map.of("tag", List.of(text)));
  }

  private static String randomText(Random random) {
    return random
        .ints(40, 0, 0x11_0000)
        .filter(point -> Character.getType(point) != Character.SURROGATE)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static Map<String, List<String>> parsed(String query) {
    return UrlEncoded.empty().and(query).parameters();
  }

  private static void assertRefused(String query) {
    assertThatExceptionOfType(MalformedRequestException.class)
        .isThrownBy(() -> parsed(query))
        .satisfies(e -> assertThat(e.rejection().code()).isEqualTo(ErrorCode.INVALID_PARAMETER));
  }
}
