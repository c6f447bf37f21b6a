package org.openrecorder.application.administration;

import java.util.function.Supplier;
import org.openrecorder.application.Audit;
import org.openrecorder.application.Audit.AuditedAction;
import org.openrecorder.application.ErrorCode;
import org.openrecorder.application.Result;
import org.openrecorder.domain.access.Permission;

/** Runs work that only administrators may request; each attempt leaves its audit record. */
final class AdministratorGuard {

  private final Audit audit;
  private final String what;

  /**
   * Guards work on that.
   *
   * @param what in the plural, as the message of the rejection names it
   */
  AdministratorGuard(Audit audit, String what) {
    this.audit = audit;
    this.what = what;
  }

  <T> Result<T> attempted(AuditedAction action, Supplier<Result<T>> work) {
    return audit.attempted(
        action,
        entry ->
            action.caller().may(Permission.ADMINISTER)
                ? work.get()
                : Result.rejected(
                    ErrorCode.FORBIDDEN, "only administrators may see or change " + what));
  }
}
