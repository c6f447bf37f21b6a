package org.openrecorder.oidc;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.ErrorCodeValidator;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.jwx.JsonWebStructure;
import org.jspecify.annotations.Nullable;

/**
 * Tells access tokens from the other tokens that a provider signs with the same keys, such as ID
 * tokens and those of a logout.
 */
final class AccessTokenRule {

  /** What the header of an access token says, if anything (RFC 9068, section 2.1). */
  private static final Set<String> HEADERS = Set.of("jwt", "at+jwt", "application/at+jwt");

  /** What Keycloak's access tokens say of themselves. */
  private static final String KEYCLOAK = "bearer";

  /** What Cognito's access tokens say of themselves. */
  private static final String COGNITO = "access";

  /**
   * A token with a confirmation is worth something only together with a key, which is not checked
   * here. The hashes are in ID tokens and the events in tokens of a logout.
   */
  private static final Set<String> OF_OTHERS =
      Set.of("cnf", "at_hash", "c_hash", "s_hash", "events");

  private AccessTokenRule() {}

  /** What is wrong with the kind of the token; null where nothing is, as the library wants it. */
  static ErrorCodeValidator.@Nullable Error fault(JwtContext context) {
    return isAccessToken(context.getJoseObjects(), context.getJwtClaims())
        ? null
        : new ErrorCodeValidator.Error(ErrorCodes.TYPE_INVALID, "no access token");
  }

  private static boolean isAccessToken(List<JsonWebStructure> layers, JwtClaims claims) {
    return layers.stream().allMatch(layer -> says(layer.getHeader("typ"), HEADERS))
        && says(claims.getClaimValue("typ"), Set.of(KEYCLOAK))
        && says(claims.getClaimValue("token_use"), Set.of(COGNITO))
        && OF_OTHERS.stream().noneMatch(claims::hasClaim);
  }

  private static boolean says(@Nullable Object type, Set<String> accepted) {
    return type == null || accepted.contains(type.toString().toLowerCase(Locale.ROOT));
  }
}
