package org.openrecorder.application.administration;

import java.util.Optional;
import org.openrecorder.application.Result;
import org.openrecorder.application.port.AuditRecords;
import org.openrecorder.application.port.Page;
import org.openrecorder.domain.access.ApiPrincipal;

/**
 * Shows which client requested what, when, and with what result. Rejected with FORBIDDEN for all
 * but administrators; the start of a reading is itself recorded.
 */
public interface ReadAuditTrail {

  /** The most records of one page. */
  int MOST = 500;

  /** Records of one page where the client gives no number. */
  int PAGE = 100;

  /**
   * One page of what matches, newest first.
   *
   * @param limit 1 to {@link #MOST}
   */
  Result<Page<AuditRecords.Entry>> read(
      ApiPrincipal principal, AuditRecords.Filter filter, Optional<Page.Cursor> after, int limit);
}
