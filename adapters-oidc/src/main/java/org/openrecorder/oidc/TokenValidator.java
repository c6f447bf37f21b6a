package org.openrecorder.oidc;

import java.security.Key;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;
import org.openrecorder.application.port.Claims;

/**
 * Whether a token was signed by one of some keys, for us, and is valid now. Its reasons are our own
 * words: what a stranger sends us is repeated nowhere.
 */
final class TokenValidator {

  /** Clocks of two machines differ. */
  static final int SKEW_SECONDS = 30;

  /** Three parts in BASE64 for URLs, as signed tokens have them (RFC 7515, section 3.1). */
  private static final Pattern SIGNED =
      Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*");

  /**
   * What is signed with a key that only the provider has. Of the others "none" is no signature, and
   * an HMAC's key would have to be secret, where a public key is known to all.
   */
  private static final Set<String> ALGORITHMS =
      Set.of(
          "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA");

  private static final AlgorithmConstraints PERMITTED =
      new AlgorithmConstraints(
          AlgorithmConstraints.ConstraintType.PERMIT, ALGORITHMS.toArray(String[]::new));

  private static final String MALFORMED = "the token is malformed";

  private final String issuer;
  private final String audience;
  private final InstantSource clock;

  TokenValidator(String issuer, String audience, InstantSource clock) {
    this.issuer = issuer;
    this.audience = audience;
    this.clock = clock;
  }

  /** What came of it. */
  sealed interface Result {
    /** It is true what it says. */
    record Valid(Claims claims) implements Result {}

    /** Not by these keys nor by any. */
    record Invalid(String why) implements Result {}

    /** None of the keys is the one that it names. */
    record UnknownKey() implements Result {}
  }

  Result of(String token, List<JsonWebKey> keys) {
    if (!SIGNED.matcher(token).matches()) {
      return new Result.Invalid("unknown token");
    }
    try {
      return new Result.Valid(TokenClaims.of(consumer(keys).processToClaims(token)));
    } catch (InvalidJwtException refused) {
      return refused.getCause() instanceof UnknownSigner
          ? new Result.UnknownKey()
          : new Result.Invalid(why(refused));
    }
  }

  private JwtConsumer consumer(List<JsonWebKey> keys) {
    return new JwtConsumerBuilder()
        .setJwsAlgorithmConstraints(PERMITTED)
        .setVerificationKeyResolver((signature, nested) -> key(signature, nested, keys))
        .setExpectedIssuer(issuer)
        .setExpectedAudience(audience)
        .setRequireExpirationTime()
        .setAllowedClockSkewInSeconds(SKEW_SECONDS)
        .registerValidator(AccessTokenRule::fault)
        .setEvaluationTime(NumericDate.fromMilliseconds(clock.instant().toEpochMilli()))
        .build();
  }

  /** No key has to be asked for of a token that is rejected with any key. */
  private static Key key(
      JsonWebSignature signature, List<JsonWebStructure> nested, List<JsonWebKey> keys)
      throws UnresolvableKeyException {
    String algorithm = signature.getAlgorithmHeaderValue();
    if (algorithm == null || !ALGORITHMS.contains(algorithm)) {
      throw new UnresolvableKeyException("not an algorithm of public keys");
    }
    try {
      return new JwksVerificationKeyResolver(keys).resolveKey(signature, nested);
    } catch (UnresolvableKeyException unknown) {
      throw new UnknownSigner(unknown);
    }
  }

  private static String why(InvalidJwtException refused) {
    return refused.getErrorDetails().stream()
        .map(error -> why(error.getErrorCode()))
        .findFirst()
        .orElse(MALFORMED);
  }

  private static String why(int code) {
    return switch (code) {
      case ErrorCodes.EXPIRED -> "the token has expired";
      case ErrorCodes.EXPIRATION_MISSING -> "the token has no end";
      case ErrorCodes.NOT_YET_VALID -> "the token is not valid yet";
      case ErrorCodes.ISSUER_MISSING, ErrorCodes.ISSUER_INVALID -> "the token is of another issuer";
      case ErrorCodes.AUDIENCE_MISSING, ErrorCodes.AUDIENCE_INVALID ->
          "the token is for another audience";
      case ErrorCodes.SIGNATURE_MISSING, ErrorCodes.SIGNATURE_INVALID ->
          "the token's signature is wrong";
      case ErrorCodes.TYPE_INVALID -> "the token is of another kind";
      default -> MALFORMED;
    };
  }

  private static final class UnknownSigner extends UnresolvableKeyException {
    private static final long serialVersionUID = 1L;

    UnknownSigner(JoseException cause) {
      super("no such key", cause);
    }
  }
}
