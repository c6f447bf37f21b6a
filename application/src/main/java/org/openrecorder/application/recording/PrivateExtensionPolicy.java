package org.openrecorder.application.recording;

import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import org.openrecorder.application.Audit;
import org.openrecorder.application.Audit.AuditedAction;
import org.openrecorder.application.port.Page;
import org.openrecorder.application.port.RecordingWithCall;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.domain.access.ApiPrincipal;
import org.openrecorder.domain.access.ClientName;
import org.openrecorder.domain.call.CallRecord;
import org.openrecorder.domain.call.Extension;
import org.openrecorder.domain.recording.RecordingSegment;

/**
 * Keeps private what a call is recorded of in which one of certain extensions takes part: from the
 * start, or from the moment on in which the extension joins.
 */
public final class PrivateExtensionPolicy {

  /** Who marks recordings when no client asks for it. */
  private static final ApiPrincipal SERVER = new ApiPrincipal(new ClientName("-"), "-", Set.of());

  /** Recordings read at once: bounds memory, not the result. */
  private static final int PAGE = 200;

  private final Set<Extension> extensions;
  private final boolean byRinging;
  private final Recordings recordings;
  private final Audit audit;

  /**
   * Of these extensions.
   *
   * @param byRinging whether one that only rang counts too
   */
  public PrivateExtensionPolicy(
      Set<Extension> extensions, boolean byRinging, Recordings recordings, Audit audit) {
    this.extensions = Set.copyOf(extensions);
    this.byRinging = byRinging;
    this.recordings = recordings;
    this.audit = audit;
  }

  /** Whether one of the extensions took part in the call. */
  boolean covers(CallRecord call) {
    return !Collections.disjoint(extensions, byRinging ? call.involved() : call.participants());
  }

  /** The recording as it has to begin. */
  RecordingSegment atStart(RecordingSegment requested, CallRecord call) {
    return covers(call) ? requested.markedPrivate(true) : requested;
  }

  /**
   * Marks what was recorded of a call that has come to be covered. To be called in the transaction
   * in which the call is stored, by the thread that holds the lock of the call.
   */
  void joined(CallRecord before, CallRecord after) {
    if (!covers(before) && covers(after)) {
      markAllOf(after);
    }
  }

  private void markAllOf(CallRecord call) {
    Optional<Page.Cursor> place = Optional.empty();
    do {
      Page<RecordingWithCall> page = recordings.ofCall(call.key().linkedId(), place, PAGE);
      page.items().stream()
          .map(RecordingWithCall::segment)
          .filter(segment -> segment.call().equals(call.key()) && !segment.isPrivate())
          .forEach(this::mark);
      place = page.next();
    } while (place.isPresent());
  }

  private void mark(RecordingSegment segment) {
    recordings.savePrivate(segment.id(), true);
    audit.granted(
        AuditedAction.of(SERVER, "mark private", segment.id().toString()),
        segment.id(),
        "an extension that is always private has joined the call");
  }
}
