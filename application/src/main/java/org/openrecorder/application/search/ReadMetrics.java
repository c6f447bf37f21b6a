package org.openrecorder.application.search;

import org.openrecorder.application.Result;
import org.openrecorder.domain.access.ApiPrincipal;

/** Reports the metrics of the server. */
public interface ReadMetrics {

  /**
   * All metrics as they are now, in Prometheus' text format, version 0.0.4; rejected with FORBIDDEN
   * for a client without any permission.
   */
  Result<String> read(ApiPrincipal principal);
}
