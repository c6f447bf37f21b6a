package org.openrecorder.application.query;

import java.util.Optional;
import org.openrecorder.application.Answer;
import org.openrecorder.application.port.CallRecords;
import org.openrecorder.application.port.Page;
import org.openrecorder.domain.access.Caller;

/** Lists call records. */
public interface FindCalls {

  /** The most items of one answer. */
  int PAGE = 100;

  /** Newest first, at most {@link #PAGE}; refused with FORBIDDEN. */
  Answer<Page<CallRecords.Entry>> find(
      Caller caller, CallRecords.Filter filter, Optional<Page.Cursor> after);
}
