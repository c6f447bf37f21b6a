package org.openrecorder.application.denial;

import java.time.Instant;
import org.openrecorder.application.Rejection;
import org.openrecorder.application.port.DeniedAccessLog;

/**
 * Denials of one source that were counted together.
 *
 * @param who the source
 * @param last the latest of them
 * @param subject the name that was given, and whether there were several
 * @param requests how many, 1 or more
 */
record CountedDenials(
    String who, Denial last, String subject, Instant from, Instant until, long requests) {

  private static final String AND_OTHERS = " and others";

  /** The first denial. */
  static CountedDenials of(String who, Denial denial, Instant now) {
    return new CountedDenials(who, denial, denial.subject(), now, now, 1);
  }

  /** The rejection for all of them: the latest one's, with their number if there are several. */
  Rejection rejection() {
    Rejection one = last.rejection();
    return requests == 1
        ? one
        : Rejection.because(one.code(), one.message(), requests + " times: " + one.auditReason());
  }

  /** These and later ones. */
  CountedDenials and(CountedDenials later) {
    return new CountedDenials(
        who.equals(later.who) ? who : DenialCounter.OTHERS,
        later.last,
        both(subject, later.subject),
        from,
        later.until,
        requests + later.requests);
  }

  DeniedAccessLog.Entry entry() {
    return new DeniedAccessLog.Entry(
        from,
        until,
        who,
        last.caller().address(),
        last.action(),
        subject,
        last.rejection().code().name(),
        last.rejection().auditReason(),
        requests);
  }

  /** Keeps only the first name: there can be as many names as requests. */
  private static String both(String before, String now) {
    if (before.isEmpty() || now.isEmpty()) {
      return before + now;
    }
    return before.equals(now) || before.endsWith(AND_OTHERS) ? before : before + AND_OTHERS;
  }
}
