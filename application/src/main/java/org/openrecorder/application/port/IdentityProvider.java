package org.openrecorder.application.port;

/**
 * The company's own identity provider, which vouches for callers by tokens that it signs.
 *
 * <p>Its promise is about time: what it has told is remembered, so that most verdicts ask no
 * provider, and one that has to ask comes within 3 s whatever the provider does.
 */
public interface IdentityProvider {

  /** Without a provider no token is valid. */
  IdentityProvider NONE = token -> new Verdict.NotVouched("unknown token");

  /**
   * What the provider makes of a token.
   *
   * @param token as given by the caller, any text of up to 8,000 characters
   */
  Verdict verdict(String token);

  /** Whether a token is good. */
  sealed interface Verdict {

    /** The provider has made the token for us, and it is valid now. */
    record Vouched(Claims claims) implements Verdict {}

    /**
     * It is no such token.
     *
     * @param trueReason for the audit trail; repeats nothing of the token
     */
    record NotVouched(String trueReason) implements Verdict {}

    /** The provider would have to be asked and is silent. */
    record CannotTell(String trueReason) implements Verdict {}
  }
}
