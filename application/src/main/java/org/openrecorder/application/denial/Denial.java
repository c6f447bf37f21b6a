package org.openrecorder.application.denial;

import org.openrecorder.application.Rejection;
import org.openrecorder.domain.access.ApiPrincipal;

/**
 * A request that was rejected at the edge.
 *
 * @param who the source that it is counted for: a network, or an authenticated client
 * @param action what was tried, one of a few fixed terms
 * @param subject the name that the request gave, perhaps none; chosen by the sender
 */
public record Denial(
    String who, ApiPrincipal caller, String action, String subject, Rejection rejection) {

  /** A denial of a request that gave no name. */
  public Denial(String who, ApiPrincipal principal, String action, Rejection rejection) {
    this(who, principal, action, "", rejection);
  }
}
