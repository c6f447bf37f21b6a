package org.openrecorder.application.denial;

import org.openrecorder.application.Refusal;
import org.openrecorder.domain.access.Caller;

/**
 * A request that was refused at the edge.
 *
 * @param who whom it is counted with: a network, or a client that has shown who it is
 * @param action what was tried, one of a few words of ours
 * @param subject the name that the request gave, perhaps none; chosen by whoever sent it
 */
public record Denial(String who, Caller caller, String action, String subject, Refusal refusal) {

  /** One of a caller who named nobody. */
  public Denial(String who, Caller caller, String action, Refusal refusal) {
    this(who, caller, action, "", refusal);
  }
}
