package org.openrecorder.application.search;

import java.util.Optional;
import org.openrecorder.application.Audit;
import org.openrecorder.application.Audit.AuditedAction;
import org.openrecorder.application.ErrorCode;
import org.openrecorder.application.Result;
import org.openrecorder.application.port.CallRecords;
import org.openrecorder.application.port.Page;
import org.openrecorder.domain.access.ApiPrincipal;
import org.openrecorder.domain.access.Permission;

/**
 * Queries the stored call records for principals that may see them. Leaves an audit record where it
 * rejects.
 */
public final class FindCallsService implements FindCalls {

  private final CallRecords calls;
  private final Audit audit;

  public FindCallsService(CallRecords calls, Audit audit) {
    this.calls = calls;
    this.audit = audit;
  }

  @Override
  public Result<Page<CallRecords.Entry>> find(
      ApiPrincipal principal, CallRecords.Filter filter, Optional<Page.Cursor> after) {
    return principal.may(Permission.RETRIEVE)
        ? Result.success(calls.search(filter.within(principal.visibility()), after, PAGE))
        : audit.noted(
            AuditedAction.of(principal, "look up calls", ""),
            Result.rejected(ErrorCode.FORBIDDEN, "this client may not look up calls"));
  }
}
