package org.openrecorder.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openrecorder.oidc.TokenValidator.Result;
import org.openrecorder.testing.SettableClock;

class TokenValidatorTest {

  private static final String ISSUER = "https://id.example/realms/company";
  private static final Signer SIGNER = Signer.rsa(ISSUER, "one");
  private static final Signer OTHER = Signer.rsa(ISSUER, "other");

  private final SettableClock clock = new SettableClock();
  private final TokenValidator check = new TokenValidator(ISSUER, Signer.AUDIENCE, clock);

  private Result of(String token) {
    return check.of(token, List.of(SIGNER.published()));
  }

  private String with(String claim, Object value) {
    Map<String, Object> claims = new HashMap<>(SIGNER.claims(clock.instant()));
    claims.put(claim, value);
    return SIGNER.token(claims, Map.of());
  }

  private String without(String claim) {
    Map<String, Object> claims = new HashMap<>(SIGNER.claims(clock.instant()));
    claims.remove(claim);
    return SIGNER.token(claims, Map.of());
  }

  private static Result invalid(String why) {
    return new Result.Invalid(why);
  }

  @Test
  void a_token_that_the_provider_has_signed_for_us_is_believed() {
    assertThat(of(SIGNER.token(clock.instant())))
        .isInstanceOfSatisfying(
            Result.Valid.class, valid -> assertThat(valid.claims().one("azp")).contains("crm"));
  }

  @Test
  void keys_of_elliptic_curves_are_as_good() {
    Signer signer = Signer.ellipticCurve(ISSUER, "curve");
    assertThat(check.of(signer.token(clock.instant()), List.of(signer.published())))
        .isInstanceOf(Result.Valid.class);
  }

  @Test
  void of_several_audiences_one_has_to_be_us() {
    assertThat(of(with("aud", List.of("account", Signer.AUDIENCE))))
        .isInstanceOf(Result.Valid.class);
    assertThat(of(with("aud", List.of("account", "billing"))))
        .isEqualTo(invalid("the token is for another audience"));
    assertThat(of(without("aud"))).isEqualTo(invalid("the token is for another audience"));
  }

  @Test
  void another_issuer_is_not_believed() {
    assertThat(of(with("iss", ISSUER + "/"))).isEqualTo(invalid("the token is of another issuer"));
    assertThat(of(without("iss"))).isEqualTo(invalid("the token is of another issuer"));
  }

  @Test
  void a_token_has_an_end_and_is_no_good_after_it_but_for_the_skew_of_clocks() {
    String token = SIGNER.token(clock.instant());
    clock.advance(Duration.ofSeconds(300 + TokenValidator.SKEW_SECONDS - 1));
    assertThat(of(token)).isInstanceOf(Result.Valid.class);
    clock.advance(Duration.ofSeconds(2));
    assertThat(of(token)).isEqualTo(invalid("the token has expired"));
    assertThat(of(without("exp"))).isEqualTo(invalid("the token has no end"));
  }

  @Test
  void a_token_is_no_good_before_its_time() {
    long soon = clock.instant().getEpochSecond() + TokenValidator.SKEW_SECONDS + 1;
    assertThat(of(with("nbf", soon))).isEqualTo(invalid("the token is not valid yet"));
    assertThat(of(with("nbf", soon - 1))).isInstanceOf(Result.Valid.class);
  }

  @Test
  void a_key_that_is_not_known_is_told_from_a_wrong_signature() {
    assertThat(of(OTHER.token(clock.instant()))).isEqualTo(new Result.UnknownKey());
    String forged = OTHER.token(OTHER.claims(clock.instant()), Map.of("kid", "one"));
    assertThat(of(forged)).isEqualTo(invalid("the token's signature is wrong"));
  }

  @Test
  void a_changed_token_is_no_good() {
    String[] parts = SIGNER.token(clock.instant()).split("\\.", -1);
    String claims =
        new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
            .replace("crm", "boss");
    String changed = parts[0] + "." + base64(claims) + "." + parts[2];
    assertThat(of(changed)).isEqualTo(invalid("the token's signature is wrong"));
  }

  @Test
  void no_signature_is_no_signature() throws JoseException {
    JsonWebSignature none = new JsonWebSignature();
    none.setAlgorithmConstraints(AlgorithmConstraints.ALLOW_ONLY_NONE);
    none.setAlgorithmHeaderValue("none");
    none.setPayload(
        "{\"iss\":\"%s\",\"aud\":\"open-recorder\",\"exp\":9999999999}".formatted(ISSUER));
    assertThat(of(none.getCompactSerialization())).isInstanceOf(Result.Invalid.class);
  }

  @Test
  void what_everybody_can_make_of_the_public_key_is_not_believed() throws JoseException {
    JsonWebSignature symmetric = new JsonWebSignature();
    symmetric.setAlgorithmHeaderValue("HS256");
    symmetric.setKeyIdHeaderValue("one");
    symmetric.setKey(new HmacKey(SIGNER.publicBytes()));
    symmetric.setPayload(
        "{\"iss\":\"%s\",\"aud\":\"open-recorder\",\"exp\":9999999999}".formatted(ISSUER));
    assertThat(of(symmetric.getCompactSerialization())).isInstanceOf(Result.Invalid.class);
  }

  @Test
  void a_key_that_the_token_itself_brings_is_not_believed() {
    Map<String, String> header =
        Map.of("jwk", OTHER.published().toJson(), "jku", "https://evil.example/keys");
    assertThat(of(OTHER.token(OTHER.claims(clock.instant()), header)))
        .isEqualTo(new Result.UnknownKey());
  }

  /** Of providers that sign ID tokens for the recorder's own name and write no kind into them. */
  @ParameterizedTest
  @ValueSource(strings = {"at_hash", "c_hash", "s_hash", "events", "cnf"})
  void a_claim_that_no_access_token_has_tells_another_kind(String claim) {
    assertThat(of(with(claim, "x"))).isEqualTo(invalid("the token is of another kind"));
  }

  @Test
  void a_use_other_than_access_is_another_kind() {
    assertThat(of(with("token_use", "access"))).isInstanceOf(Result.Valid.class);
    assertThat(of(with("token_use", "id"))).isEqualTo(invalid("the token is of another kind"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ID", "Refresh", "Logout"})
  void other_tokens_of_the_provider_are_no_access_tokens(String kind) {
    assertThat(of(with("typ", kind))).isEqualTo(invalid("the token is of another kind"));
  }

  @Test
  void the_kind_may_stand_in_the_header_and_be_an_access_token_only() {
    Map<String, Object> claims = SIGNER.claims(clock.instant());
    assertThat(of(SIGNER.token(claims, Map.of("typ", "at+jwt")))).isInstanceOf(Result.Valid.class);
    assertThat(of(SIGNER.token(claims, Map.of("typ", "logout+jwt"))))
        .isEqualTo(invalid("the token is of another kind"));
    assertThat(of(with("typ", "Bearer"))).isInstanceOf(Result.Valid.class);
  }

  @Test
  void a_token_that_is_bound_to_a_key_is_worth_nothing_without_it() {
    assertThat(of(with("cnf", Map.of("jkt", "a thumbprint"))))
        .isEqualTo(invalid("the token is of another kind"));
  }

  static Stream<String> malformed() {
    String header = base64("{\"alg\":\"RS256\",\"kid\":\"one\"}");
    return Stream.of(
        "a.b.c",
        "..",
        header + "..",
        header + "." + base64("[]") + ".AAAA",
        header + "." + base64("{\"iss\":1}") + ".AAAA",
        base64("{}") + "." + base64("{}") + ".AAAA",
        base64("{\"alg\":null}") + "." + base64("{}") + ".AAAA",
        base64("{\"alg\":\"RS256\",\"b64\":false,\"crit\":[\"b64\"]}") + ".e30.AAAA",
        "a".repeat(7_998));
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void what_is_malformed_is_refused_in_words_of_ours(String token) {
    assertThat(of(token))
        .isInstanceOfAny(Result.Invalid.class, Result.UnknownKey.class)
        .asString()
        .doesNotContain(token);
  }

  @Test
  void a_token_of_ours_that_is_none_of_the_provider_is_simply_unknown() {
    assertThat(of("the-token-of-the-crm")).isEqualTo(invalid("unknown token"));
  }

  @Test
  void texts_numbers_and_lists_of_them_are_claims() {
    Map<String, Object> claims = SIGNER.claims(clock.instant());
    claims.put("recorder_extensions", List.of("410", 411));
    claims.put("realm_access", Map.of("roles", List.of("x")));
    assertThat(of(SIGNER.token(claims, Map.of())))
        .isInstanceOfSatisfying(
            Result.Valid.class,
            valid -> {
              assertThat(valid.claims().all("recorder_extensions")).containsExactly("410", "411");
              assertThat(valid.claims().all("realm_access")).isEmpty();
              assertThat(valid.claims().names("realm_access")).isTrue();
            });
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void time_is_that_of_the_clock() {
    Instant longAgo = clock.instant().minus(Duration.ofDays(1));
    assertThat(of(SIGNER.token(longAgo))).isEqualTo(invalid("the token has expired"));
  }
}
