package org.openrecorder.audit;

import java.util.List;
import java.util.Optional;

/**
 * What a verification saw.
 *
 * @param sealed seals that were looked at
 * @param waiting rows that the server wrote and has not sealed yet
 * @param last the end of the chain
 * @param heads earlier ends that it was compared with
 * @param findings the first of them
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
