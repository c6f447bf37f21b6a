package org.openrecorder.application.reconciliation;

import java.util.List;
import org.openrecorder.application.Result;
import org.openrecorder.domain.access.ApiPrincipal;

/** Administrators let the worlds be compared now, or read what came of it before. */
public interface Reconcile {

  /**
   * Compares everything and repairs what it can. Done again right after, it changes nothing and
   * reports nothing new.
   *
   * @return the report; not complete if something takes longer than a caller waits
   */
  Result<ReconciliationReport> now(ApiPrincipal principal);

  /** The last reports, newest first. */
  Result<List<ReconciliationReport>> reports(ApiPrincipal principal);
}
