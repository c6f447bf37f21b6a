package org.openrecorder.audit;

import java.util.List;
import java.util.Optional;

/**
 * The result of a verification.
 *
 * @param sealed how many seals were verified
 * @param waiting how many records the server has written and not sealed yet
 * @param last the end of the chain
 * @param heads how many earlier ends the chain was compared with
 * @param findings the first findings
 * @param more how many findings there are beyond those
 */
public record VerificationReport(
    long sealed,
    long waiting,
    Optional<ChainHead> last,
    int heads,
    List<AuditFinding> findings,
    long more) {

  public VerificationReport {
    findings = List.copyOf(findings);
  }
}
