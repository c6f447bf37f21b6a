package org.openrecorder.application.search;

import org.openrecorder.application.Result;
import org.openrecorder.domain.access.ApiPrincipal;

/** Tells how the server is doing, in figures. */
public interface ReadMetrics {

  /**
   * All figures as they are now, in Prometheus' text form, version 0.0.4; refused with FORBIDDEN to
   * a client that may do nothing.
   */
  Result<String> read(ApiPrincipal principal);
}
