package org.openrecorder.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BearerTokenTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer abc.DEF_1~2+3/4-5==",
        "bEARER   abc.DEF_1~2+3/4-5==",
        " Bearer abc.DEF_1~2+3/4-5== "
      })
  void a_token_follows_the_scheme_in_any_case(String header) {
    assertThat(BearerToken.parse(header)).contains(new BearerToken("abc.DEF_1~2+3/4-5=="));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bearer",
        "Bearer ",
        "Basic Y3JtOng=",
        "Bearer a b",
        "Bearer a,b",
        "Bearer ä",
        "Bearer a\r\nb",
        "abc"
      })
  void anything_else_is_none(String header) {
    assertThat(BearerToken.parse(header)).isEmpty();
  }

  @Test
  void its_length_is_bounded() {
    assertThat(BearerToken.parse("Bearer " + "a".repeat(7_998) + "==")).isPresent();
    assertThat(BearerToken.parse("Bearer " + "a".repeat(7_998) + "===")).isEmpty();
  }

  @Test
  void it_is_never_printed() {
    assertThat(new BearerToken("hush")).asString().doesNotContain("hush");
  }
}
