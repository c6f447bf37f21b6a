package org.openrecorder.application.administration;

import java.util.function.Supplier;
import org.openrecorder.application.Answer;
import org.openrecorder.application.Audit;
import org.openrecorder.application.Audit.Attempt;
import org.openrecorder.application.RefusalCode;
import org.openrecorder.domain.access.Permission;

/** Work that only administrators may have done; each attempt leaves its audit row. */
final class ForAdministrators {

  private final Audit audit;
  private final String what;

  /**
   * For work on that.
   *
   * @param what in the plural, as whoever is refused is told
   */
  ForAdministrators(Audit audit, String what) {
    this.audit = audit;
    this.what = what;
  }

  <T> Answer<T> attempted(Attempt attempt, Supplier<Answer<T>> work) {
    return audit.attempted(
        attempt,
        entry ->
            attempt.caller().may(Permission.ADMINISTER)
                ? work.get()
                : Answer.refused(
                    RefusalCode.FORBIDDEN, "only administrators may see or change " + what));
  }
}
