package org.openrecorder.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openrecorder.application.port.Claims;
import org.openrecorder.oidc.TokenValidator.Result;
import org.openrecorder.testing.SettableClock;

/** Tokens that are JSON and say what nobody would expect: they are answered, and never break. */
class OddTokensTest {

  private static final String ISSUER = "https://id.example/realms/company";
  private static final Signer SIGNER = Signer.rsa(ISSUER, "one");

  private final SettableClock clock = new SettableClock();
  private final TokenValidator check = new TokenValidator(ISSUER, Signer.AUDIENCE, clock);

  private Result of(String token) {
    return check.of(token, List.of(SIGNER.published()));
  }

  private Result of(Consumer<Map<String, Object>> change) {
    Map<String, Object> claims = new HashMap<>(SIGNER.claims(clock.instant()));
    change.accept(claims);
    return of(SIGNER.token(claims, Map.of()));
  }

  private static Claims claims(Result result) {
    assertThat(result).isInstanceOf(Result.Valid.class);
    return ((Result.Valid) result).claims();
  }

  @ParameterizedTest
  @ValueSource(strings = {"preferred_username", "recorder_group", "nickname", "azp"})
  void a_claim_that_is_null_is_there_and_says_nothing(String claim) {
    Claims claims = claims(of(all -> all.put(claim, null)));
    assertThat(claims.names(claim)).isTrue();
    assertThat(claims.all(claim)).isEmpty();
  }

  @Test
  void nulls_among_texts_say_nothing() {
    List<Object> several = new ArrayList<>(Arrays.asList("410", null, 411, List.of("412")));
    assertThat(
            claims(of(all -> all.put("recorder_extensions", several))).all("recorder_extensions"))
        .containsExactly("410", "411");
  }

  @ParameterizedTest
  @ValueSource(strings = {"iss", "aud", "exp", "nbf", "iat", "sub", "jti", "typ", "cnf"})
  void a_claim_that_the_check_itself_looks_at_may_be_null_without_breaking_it(String claim) {
    assertThat(of(all -> all.put(claim, null)))
        .isInstanceOfAny(Result.Valid.class, Result.Invalid.class);
    assertThat(of(all -> all.put(claim, List.of(1, Map.of()))))
        .isInstanceOfAny(Result.Valid.class, Result.Invalid.class);
    assertThat(of(all -> all.put(claim, Map.of("a", 1))))
        .isInstanceOfAny(Result.Valid.class, Result.Invalid.class);
    assertThat(of(all -> all.put(claim, true)))
        .isInstanceOfAny(Result.Valid.class, Result.Invalid.class);
  }

  /** Anybody can send these: they need no signature. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"alg\":5}",
        "{\"alg\":[\"RS256\"],\"kid\":\"one\"}",
        "{\"alg\":{},\"kid\":\"one\"}",
        "{\"alg\":true}",
        "{\"alg\":\"RS256\",\"kid\":5}",
        "{\"alg\":\"RS256\",\"kid\":null}",
        "{\"alg\":\"RS256\",\"kid\":[\"one\"]}",
        "{\"alg\":\"RS256\",\"kid\":\"one\",\"typ\":7}",
        "{\"alg\":\"RS256\",\"kid\":\"one\",\"x5t\":7}",
        "{\"alg\":\"RS256\",\"kid\":\"one\",\"x5t#S256\":[]}",
        "{\"alg\":\"RS256\",\"kid\":\"one\",\"crit\":7}",
        "{\"alg\":\"RS256\",\"kid\":\"one\",\"crit\":[7]}",
        "{\"alg\":\"RS256\",\"kid\":\"one\",\"crit\":{}}",
        "{\"alg\":\"RS256\",\"kid\":\"one\",\"b64\":\"no\"}",
        "{\"alg\":\"RS256\",\"kid\":\"one\",\"jwk\":7}",
        "{\"alg\":\"RS256\",\"kid\":\"one\",\"cty\":7}",
        "{\"alg\":\"RS256\",\"kid\":\"one\",\"cty\":\"JWT\"}",
        "{\"alg\":\"RS256\",\"alg\":\"none\"}",
        "{\"alg\":\"RSA-OAEP\",\"enc\":7}",
        "null",
        "7",
        "\"text\"",
        "[]",
        "{\"alg\":\"RS256\",\"kid\":\"one\",\"zip\":9,\"x5c\":7,\"epk\":[]}"
      })
  void a_header_of_odd_types_is_refused_and_breaks_nothing(String header) {
    for (String claims : List.of("{}", "null", "[]", "7", "{\"exp\":null}")) {
      assertThat(of(base64(header) + "." + base64(claims) + ".AAAA"))
          .isInstanceOfAny(Result.Invalid.class, Result.UnknownKey.class);
    }
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
