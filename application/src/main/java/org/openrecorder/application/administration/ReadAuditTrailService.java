package org.openrecorder.application.administration;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openrecorder.application.Answer;
import org.openrecorder.application.Audit;
import org.openrecorder.application.Audit.Attempt;
import org.openrecorder.application.port.AuditRecords;
import org.openrecorder.application.port.Page;
import org.openrecorder.domain.access.Caller;

/** One reading leaves one record, however many pages it has. */
public final class ReadAuditTrailService implements ReadAuditTrail {

  private final AuditRecords records;
  private final Audit audit;
  private final ForAdministrators administrators;

  public ReadAuditTrailService(AuditRecords records, Audit audit) {
    this.records = records;
    this.audit = audit;
    this.administrators = new ForAdministrators(audit, "the audit trail");
  }

  @Override
  public Answer<Page<AuditRecords.Entry>> read(
      Caller caller, AuditRecords.Filter filter, Optional<Page.Cursor> after, int limit) {
    Attempt attempt = Attempt.of(caller, "read audit trail", told(filter));
    return administrators.attempted(attempt, () -> found(attempt, filter, after, limit));
  }

  private Answer<Page<AuditRecords.Entry>> found(
      Attempt attempt, AuditRecords.Filter filter, Optional<Page.Cursor> after, int limit) {
    Page<AuditRecords.Entry> page = records.search(filter, after, limit);
    if (after.isEmpty()) {
      audit.granted(attempt, "");
    }
    return Answer.granted(page);
  }

  private static String told(AuditRecords.Filter filter) {
    return Stream.of(
            told("from", filter.from()),
            told("to", filter.to()),
            told("client", filter.client()),
            told("user", filter.user()),
            told("recording", filter.recording()),
            told("action", filter.action()),
            told("result", filter.result()))
        .flatMap(Optional::stream)
        .collect(Collectors.joining(" "));
  }

  private static Optional<String> told(String name, Optional<?> value) {
    return value.map(one -> name + "=" + Objects.toString(one));
  }
}
