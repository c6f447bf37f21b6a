package org.openrecorder.application.search;

import java.util.Optional;
import org.openrecorder.application.Result;
import org.openrecorder.application.port.CallRecords;
import org.openrecorder.application.port.Page;
import org.openrecorder.domain.access.ApiPrincipal;

/** Lists call records. */
public interface FindCalls {

  /** The most items of one page. */
  int PAGE = 100;

  /** Newest first, at most {@link #PAGE}; rejected with FORBIDDEN. */
  Result<Page<CallRecords.Entry>> find(
      ApiPrincipal principal, CallRecords.Filter filter, Optional<Page.Cursor> after);
}
