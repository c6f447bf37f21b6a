package org.openrecorder.rest.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterCharsetTest {

  private static String read(String query, ParameterCharset charset) {
    return UrlEncoded.empty().and("tag=" + query, charset).inOrder().getFirst().value();
  }

  @ParameterizedTest
  @CsvSource({
    "caf%E9, café",
    "caf%C3%A9, café",
    "%80+5, € 5",
    "%DF%DC, ßÜ",
    "%FF%FE, ÿþ",
    "caf%C3, cafÃ"
  })
  void what_is_not_utf_8_is_windows_1252(String query, String text) {
    assertThat(read(query, ParameterCharset.UTF_8_OR_WINDOWS_1252)).isEqualTo(text);
  }

  @Test
  void raw_bytes_mean_the_same_as_escaped_ones() {
    assertThat(read("caf\u00e9", ParameterCharset.UTF_8_OR_WINDOWS_1252)).isEqualTo("café");
    assertThat(read("caf\u00c3\u00a9", ParameterCharset.UTF_8_OR_WINDOWS_1252)).isEqualTo("café");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%81", "%8D%C3", "a%9D"})
  void what_is_neither_is_refused(String query) {
    assertThatExceptionOfType(MalformedRequestException.class)
        .isThrownBy(() -> read(query, ParameterCharset.UTF_8_OR_WINDOWS_1252))
        .satisfies(e -> assertThat(e.rejection().message()).contains("UTF-8 or windows-1252"));
  }

  @ParameterizedTest
  @CsvSource({
    "charset=ISO-8859-1, caf%E9, café",
    "charset=iso-8859-1, %80, €",
    "charset=\"latin1\", %C3%A9, Ã©",
    "charset = 'windows-1252', caf%E9, café",
    "charset=UTF-8, caf%C3%A9, café",
    "charset=ISO-8859-15, %A4, €",
    "charset=windows-1251, %C6, Ж",
    "boundary=x, caf%E9, café",
    "charset=, caf%E9, café"
  })
  void a_form_may_declare_its_charset(String parameter, String query, String text) {
    String type = "application/x-www-form-urlencoded; " + parameter;
    assertThat(read(query, ParameterCharset.of(type))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"charset=nonesuch", "charset=UTF-7", "charset=../x"})
  void a_charset_that_is_not_known_is_refused(String parameter) {
    assertThatExceptionOfType(MalformedRequestException.class)
        .isThrownBy(() -> ParameterCharset.of(parameter));
  }

  @Test
  void what_is_not_in_the_declared_charset_is_refused() {
    ParameterCharset utf8 = ParameterCharset.of("application/x-www-form-urlencoded;charset=utf-8");
    assertThatExceptionOfType(MalformedRequestException.class)
        .isThrownBy(() -> read("caf%E9", utf8));
  }
}
