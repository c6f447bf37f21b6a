package org.openrecorder.application.reconciliation;

import java.util.Optional;
import org.openrecorder.domain.call.CallId;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.RecordingSegment;

/**
 * One thing that was not as it should be.
 *
 * @param pbx whose it is; empty where a file in the archive does not tell
 * @param subject the id of the recording, or of the recording that a file is named after; the
 *     linked id of a call
 * @param done what was found and what was done about it, in a person's words
 * @param open whether it stays as it is until a person does something, or until later
 */
public record Finding(
    FindingKind kind, Optional<PbxName> pbx, String subject, String done, boolean open) {

  static Finding repaired(FindingKind kind, RecordingSegment segment, String done) {
    return new Finding(kind, Optional.of(segment.pbx()), segment.id().toString(), done, false);
  }

  static Finding open(FindingKind kind, RecordingSegment segment, String done) {
    return new Finding(kind, Optional.of(segment.pbx()), segment.id().toString(), done, true);
  }

  static Finding ofCall(CallId call, String done) {
    return new Finding(
        FindingKind.CALL_END_MISSED, Optional.of(call.pbx()), call.linkedId().value(), done, false);
  }

  static Finding ofFile(FindingKind kind, Optional<PbxName> pbx, RecordingId name, String done) {
    return new Finding(kind, pbx, name.toString(), done, false);
  }

  Finding leftOpen() {
    return new Finding(kind, pbx, subject, done, true);
  }

  /** The same thing found again has the same. */
  String identity() {
    return kind + " " + pbx.map(PbxName::value).orElse("") + " " + subject;
  }
}
