package org.openrecorder.application.administration;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openrecorder.application.Audit;
import org.openrecorder.application.Audit.AuditedAction;
import org.openrecorder.application.Result;
import org.openrecorder.application.port.AuditRecords;
import org.openrecorder.application.port.Page;
import org.openrecorder.domain.access.ApiPrincipal;

/** One reading leaves one audit record, however many pages it has. */
public final class ReadAuditTrailService implements ReadAuditTrail {

  private final AuditRecords records;
  private final Audit audit;
  private final AdministratorGuard administrators;

  public ReadAuditTrailService(AuditRecords records, Audit audit) {
    this.records = records;
    this.audit = audit;
    this.administrators = new AdministratorGuard(audit, "the audit trail");
  }

  @Override
  public Result<Page<AuditRecords.Entry>> read(
      ApiPrincipal principal, AuditRecords.Filter filter, Optional<Page.Cursor> after, int limit) {
    AuditedAction action = AuditedAction.of(principal, "read audit trail", told(filter));
    return administrators.attempted(action, () -> found(action, filter, after, limit));
  }

  private Result<Page<AuditRecords.Entry>> found(
      AuditedAction action, AuditRecords.Filter filter, Optional<Page.Cursor> after, int limit) {
    Page<AuditRecords.Entry> page = records.search(filter, after, limit);
    if (after.isEmpty()) {
      audit.granted(action, "");
    }
    return Result.success(page);
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
