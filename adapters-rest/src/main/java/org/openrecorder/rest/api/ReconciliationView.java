package org.openrecorder.rest.api;

import jakarta.json.bind.annotation.JsonbProperty;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openrecorder.application.reconciliation.Finding;
import org.openrecorder.application.reconciliation.ReconciliationReport;
import org.openrecorder.domain.call.PbxName;

/**
 * The report of a comparison.
 *
 * @param pbx null if all were compared, and the archive
 * @param endedAt null while something of it is under way
 * @param notLooked what could not be looked at, and why
 * @param more findings beyond those that are listed
 */
public record ReconciliationView(
    String trigger,
    @Nullable String pbx,
    String startedAt,
    @Nullable String endedAt,
    Map<String, Long> looked,
    List<String> notLooked,
    List<FindingView> findings,
    long more)
    implements View {

  /**
   * One thing that was not as it should be.
   *
   * @param subject the id of a recording, or the linked id of a call
   * @param isNew false if an earlier report has it and it is still open
   */
  public record FindingView(
      String kind,
      @Nullable String pbx,
      String subject,
      String done,
      boolean open,
      @JsonbProperty("new") boolean isNew)
      implements View {

    static FindingView of(ReconciliationReport.Named named) {
      Finding finding = named.finding();
      return new FindingView(
          finding.kind().name(),
          finding.pbx().map(PbxName::value).orElse(null),
          finding.subject(),
          finding.done(),
          finding.open(),
          named.isNew());
    }
  }

  static ReconciliationView of(ReconciliationReport report) {
    return new ReconciliationView(
        report.trigger().name().toLowerCase(Locale.ROOT),
        report.pbx().map(PbxName::value).orElse(null),
        Timestamps.text(report.startedAt()),
        Timestamps.text(report.endedAt()),
        new TreeMap<>(report.looked()),
        report.notLooked(),
        report.findings().stream().map(FindingView::of).toList(),
        report.more());
  }
}
