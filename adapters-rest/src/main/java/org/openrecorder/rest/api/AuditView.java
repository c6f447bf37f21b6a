package org.openrecorder.rest.api;

import org.jspecify.annotations.Nullable;
import org.openrecorder.application.port.AuditRecords;
import org.openrecorder.application.port.AuditTrail;
import org.openrecorder.domain.recording.RecordingId;

/**
 * A record of the audit trail.
 *
 * @param user on whose behalf, null where no user was named
 * @param what what the action was asked of: an extension, a unique id, a tag or a recording
 * @param recording its id, null where it is about none
 * @param tag the one that the recording has now
 * @param result {@code OK} or the code of the rejection
 * @param reason the true one, which the client may not have been told
 */
public record AuditView(
    String time,
    String client,
    @Nullable String user,
    String address,
    String action,
    String what,
    @Nullable String recording,
    @Nullable String tag,
    String result,
    String reason)
    implements View {

  static AuditView of(AuditRecords.Entry entry) {
    AuditTrail.Row row = entry.row();
    return new AuditView(
        Timestamps.text(row.at()),
        row.caller().client().value(),
        row.user().orElse(null),
        row.caller().address(),
        row.action(),
        row.subject(),
        row.recording().map(RecordingId::toString).orElse(null),
        entry.tag().orElse(null),
        row.result(),
        row.reason());
  }
}
