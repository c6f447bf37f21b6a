package org.openrecorder.application.query;

import java.util.Optional;
import org.openrecorder.application.Answer;
import org.openrecorder.application.Audit;
import org.openrecorder.application.Audit.Attempt;
import org.openrecorder.application.RefusalCode;
import org.openrecorder.application.port.CallRecords;
import org.openrecorder.application.port.Page;
import org.openrecorder.domain.access.Caller;
import org.openrecorder.domain.access.Permission;

/** Asks the stored call records for those who may look. Leaves an audit row where it refuses. */
public final class FindCallsService implements FindCalls {

  private final CallRecords calls;
  private final Audit audit;

  public FindCallsService(CallRecords calls, Audit audit) {
    this.calls = calls;
    this.audit = audit;
  }

  @Override
  public Answer<Page<CallRecords.Entry>> find(
      Caller caller, CallRecords.Filter filter, Optional<Page.Cursor> after) {
    return caller.may(Permission.RETRIEVE)
        ? Answer.granted(calls.search(filter.within(caller.sight()), after, PAGE))
        : audit.noted(
            Attempt.of(caller, "look up calls", ""),
            Answer.refused(RefusalCode.FORBIDDEN, "this client may not look up calls"));
  }
}
