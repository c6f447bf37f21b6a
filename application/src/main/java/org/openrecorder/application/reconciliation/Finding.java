package org.openrecorder.application.reconciliation;

import java.util.Optional;
import org.openrecorder.domain.call.CallKey;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.recording.Recording;
import org.openrecorder.domain.recording.RecordingId;

/**
 * One thing that was not as it should be.
 *
 * @param pbx whose it is; empty where a file in the archive does not tell
 * @param subject the id of the recording, or of the recording that a file is named after; the
 *     linked id of a call
 * @param done what was found and what was done about it, in a person's words
 * @param open whether it stays as it is until a person does something, or until later
 */
public record Finding(Kind kind, Optional<PbxName> pbx, String subject, String done, boolean open) {

  static Finding repaired(Kind kind, Recording recording, String done) {
    return new Finding(kind, Optional.of(recording.pbx()), recording.id().toString(), done, false);
  }

  static Finding open(Kind kind, Recording recording, String done) {
    return new Finding(kind, Optional.of(recording.pbx()), recording.id().toString(), done, true);
  }

  static Finding ofCall(CallKey call, String done) {
    return new Finding(
        Kind.CALL_END_MISSED, Optional.of(call.pbx()), call.linkedId().value(), done, false);
  }

  static Finding ofFile(Kind kind, Optional<PbxName> pbx, RecordingId name, String done) {
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
