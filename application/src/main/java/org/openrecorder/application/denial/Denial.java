package org.openrecorder.application.denial;

import org.openrecorder.application.Rejection;
import org.openrecorder.domain.access.ApiPrincipal;

/**
 * A request that was refused at the edge.
 *
 * @param who whom it is counted with: a network, or a client that has shown who it is
 * @param action what was tried, one of a few words of ours
 * @param subject the name that the request gave, perhaps none; chosen by the sender
 */
public record Denial(
    String who, ApiPrincipal caller, String action, String subject, Rejection rejection) {

  /** One of a sender that named no client. */
  public Denial(String who, ApiPrincipal principal, String action, Rejection rejection) {
    this(who, principal, action, "", rejection);
  }
}
