package org.openrecorder.rest.api;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import org.openrecorder.application.recording.MarkRecording.Mark;
import org.openrecorder.domain.access.ChangeReason;
import org.openrecorder.rest.request.MalformedRequestException;

/**
 * The body of a PATCH: one of {@code private} and {@code deleted}, true or false, perhaps a {@code
 * reason}, and nothing else.
 */
record MarkRequest(Mark mark, Optional<ChangeReason> reason) {

  /** Bytes of a body; the sensible ones have 20 to 300. */
  static final int MOST_BYTES = 4_096;

  private static final String PRIVATE = "private";
  private static final String DELETED = "deleted";
  private static final String REASON = "reason";

  /**
   * Reads the mark that is asked for.
   *
   * @throws MalformedRequestException if the body is anything else
   */
  static MarkRequest read(InputStream body) throws IOException {
    StrictJson json = StrictJson.read(body, MOST_BYTES, Set.of(PRIVATE, DELETED, REASON));
    return new MarkRequest(mark(json), json.text(REASON, ChangeReason::new));
  }

  private static Mark mark(StrictJson json) {
    Optional<Boolean> nowPrivate = json.flag(PRIVATE);
    Optional<Boolean> nowDeleted = json.flag(DELETED);
    if (nowPrivate.isPresent() == nowDeleted.isPresent()) {
      throw MalformedRequestException.because(
          "the body must have one of \"private\" and \"deleted\", true or false");
    }
    return nowPrivate
        .map(yes -> yes ? Mark.PRIVATE : Mark.NOT_PRIVATE)
        .orElseGet(() -> nowDeleted.orElseThrow() ? Mark.DELETED : Mark.NOT_DELETED);
  }
}
