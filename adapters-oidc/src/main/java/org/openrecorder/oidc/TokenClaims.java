package org.openrecorder.oidc;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jose4j.jwt.JwtClaims;
import org.jspecify.annotations.Nullable;
import org.openrecorder.application.port.Claims;

/**
 * A token's claims as texts: what is neither a text nor a number, nor some of these, is none. A
 * claim that is {@code null} is there and says nothing, which is less than a claim that is missing
 * may mean.
 */
final class TokenClaims {

  private TokenClaims() {}

  static Claims of(JwtClaims token) {
    Map<String, List<String>> all = new HashMap<>();
    token.getClaimsMap().forEach((name, value) -> all.put(name, texts(value).toList()));
    return new Claims(all);
  }

  private static Stream<String> texts(@Nullable Object value) {
    return switch (value) {
      case null -> Stream.empty();
      case String text -> Stream.of(text);
      case Number number -> Stream.of(number.toString());
      case Collection<?> several -> several.stream().flatMap(TokenClaims::single);
      default -> Stream.empty();
    };
  }

  private static Stream<String> single(@Nullable Object value) {
    return value instanceof Collection<?> ? Stream.empty() : texts(value);
  }
}
