package org.openrecorder.application.port;

/**
 * The company's own identity provider, which vouches for clients and users by tokens that it signs.
 *
 * <p>It promises a bound on time: what the provider has published is cached, so that most verdicts
 * need no request to it, and a verdict that needs one comes within 3 s whatever the provider does.
 */
public interface IdentityProvider {

  /** No identity provider: no token is vouched for. */
  IdentityProvider NONE = token -> new Verdict.NotVouched("unknown token");

  /**
   * The provider's verdict on a token.
   *
   * @param token as the client sent it, any text of up to 8,000 characters
   */
  Verdict verdict(String token);

  /** Whether a token is valid. */
  sealed interface Verdict {

    /** The provider has issued the token for this server, and it is valid now. */
    record Vouched(Claims claims) implements Verdict {}

    /**
     * It is no such token.
     *
     * @param trueReason for the audit trail; repeats nothing of the token
     */
    record NotVouched(String trueReason) implements Verdict {}

    /** The verdict needs a response from the provider, and there is none. */
    record CannotTell(String trueReason) implements Verdict {}
  }
}
