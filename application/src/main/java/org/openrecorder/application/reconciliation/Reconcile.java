package org.openrecorder.application.reconciliation;

import java.util.List;
import org.openrecorder.application.Answer;
import org.openrecorder.domain.access.Caller;

/** Administrators let the worlds be compared now, or read what came of it before. */
public interface Reconcile {

  /**
   * Compares everything and repairs what it can. Done again right after, it changes nothing and
   * reports nothing new.
   *
   * @return the report; not complete if something takes longer than a caller waits
   */
  Answer<Report> now(Caller caller);

  /** The last reports, newest first. */
  Answer<List<Report>> reports(Caller caller);
}
