package org.openrecorder.application.query;

import org.openrecorder.application.Answer;
import org.openrecorder.domain.access.Caller;

/** Tells how the server is doing, in figures. */
public interface ReadMetrics {

  /**
   * All figures as they are now, in Prometheus' text form, version 0.0.4; refused with FORBIDDEN to
   * a client that may do nothing.
   */
  Answer<String> read(Caller caller);
}
