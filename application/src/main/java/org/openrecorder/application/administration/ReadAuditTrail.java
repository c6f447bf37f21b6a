package org.openrecorder.application.administration;

import java.util.Optional;
import org.openrecorder.application.Result;
import org.openrecorder.application.port.AuditRecords;
import org.openrecorder.application.port.Page;
import org.openrecorder.domain.access.ApiPrincipal;

/**
 * Shows who asked for what, when, and what came of it. Refused with FORBIDDEN to all but
 * administrators; that an administrator begins to read is itself noted.
 */
public interface ReadAuditTrail {

  /** The most records of one answer. */
  int MOST = 500;

  /** Records of one answer where no number was asked for. */
  int PAGE = 100;

  /**
   * A part of what matches, newest first.
   *
   * @param limit 1 to {@link #MOST}
   */
  Result<Page<AuditRecords.Entry>> read(
      ApiPrincipal principal, AuditRecords.Filter filter, Optional<Page.Cursor> after, int limit);
}
