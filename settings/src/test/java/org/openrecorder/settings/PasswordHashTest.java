package org.openrecorder.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {

  /** Of the word {@code secret}, as servers before made them. */
  private static final String OLD = "pbkdf2-sha256$600000$AAAAAAAAAAAAAAAAAAAAAA$%s";

  @Test
  void the_same_password_never_has_the_same_hash() {
    PasswordHash one = PasswordHash.of("x");
    assertThat(one).isNotEqualTo(PasswordHash.of("x"));
    assertThat(one.matches("x")).isTrue();
    assertThat(one.matches("y")).isFalse();
    assertThat(one.matches("")).isFalse();
    assertThat(one).hasToString(Secret.MASK);
  }

  @Test
  void hashes_of_the_older_kind_are_still_read() {
    String nobody = OLD.formatted("A".repeat(43));
    assertThat(new PasswordHash(nobody).matches("secret")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "secret",
        "pbkdf2-sha512$210000$c2FsdA$aGFzaA",
        "pbkdf2-sha1$210000$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "pbkdf2-sha512$099999$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "pbkdf2-sha512$9999999$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
      })
  void what_is_no_hash_that_can_be_trusted_is_refused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> new PasswordHash(text));
  }
}
