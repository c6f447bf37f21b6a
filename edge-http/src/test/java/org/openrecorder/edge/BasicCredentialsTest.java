package org.openrecorder.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BasicCredentialsTest {

  @ParameterizedTest
  @ValueSource(strings = {"crm:secret", "crm:", "crm:a:b", "crm:pässwörd €", "CRM eins:x"})
  void a_name_and_a_secret_are_divided_by_the_first_colon(String pair) {
    int colon = pair.indexOf(':');
    assertThat(BasicCredentials.parse(basic(pair, StandardCharsets.UTF_8)))
        .contains(new BasicCredentials(pair.substring(0, colon), pair.substring(colon + 1)));
  }

  @Test
  void the_scheme_is_known_in_any_case() {
    assertThat(BasicCredentials.parse("bAsIc  Y3JtOng="))
        .contains(new BasicCredentials("crm", "x"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Basic",
        "Basic ",
        "Y3JtOng=",
        "Bearer Y3JtOng=",
        "Basic Y3JtOng=,x",
        "Basic Y3Jt Ong=",
        "Basic !!!!",
        "Basic Y3JtOng===",
        "Basic Y",
        "Basic Y3Jt",
        "Basic OnNlY3JldA=="
      })
  void anything_else_is_malformed(String header) {
    assertThat(BasicCredentials.parse(header)).isEmpty();
  }

  @Test
  void what_is_not_utf_8_is_malformed() {
    assertThat(BasicCredentials.parse(basic("crm:pässword", StandardCharsets.ISO_8859_1)))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"c\u0000rm:x", "crm:x\r\nAction: Logoff", "crm:\u0085"})
  void control_characters_are_malformed(String pair) {
    assertThat(BasicCredentials.parse(basic(pair, StandardCharsets.UTF_8))).isEmpty();
  }

  @Test
  void names_secrets_and_headers_are_bounded() {
    String name = "n".repeat(BasicCredentials.MOST_NAME);
    String secret = "s".repeat(BasicCredentials.MOST_SECRET);
    assertThat(BasicCredentials.parse(basic(name + ":" + secret, StandardCharsets.UTF_8)))
        .isPresent();
    assertThat(BasicCredentials.parse(basic(name + "n:" + secret, StandardCharsets.UTF_8)))
        .isEmpty();
    assertThat(BasicCredentials.parse(basic(name + ":s" + secret, StandardCharsets.UTF_8)))
        .isEmpty();
    assertThat(BasicCredentials.parse("Basic " + "A".repeat(BasicCredentials.MOST_HEADER)))
        .isEmpty();
  }

  @Test
  void a_secret_is_never_printed() {
    assertThat(new BasicCredentials("crm", "hush")).asString().doesNotContain("hush");
  }

  private static String basic(String pair, Charset charset) {
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(charset));
  }
}
