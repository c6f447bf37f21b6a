package org.openrecorder.application.retrieval;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.openrecorder.application.Audit;
import org.openrecorder.application.Audit.AuditedAction;
import org.openrecorder.application.Audit.PendingAuditEntry;
import org.openrecorder.application.ErrorCode;
import org.openrecorder.application.Rejection;
import org.openrecorder.application.Result;
import org.openrecorder.application.live.PbxRegistry;
import org.openrecorder.application.live.UniqueIdInterpretation;
import org.openrecorder.application.port.AudioArchive;
import org.openrecorder.application.port.Page;
import org.openrecorder.application.port.RecordingWithCall;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.application.port.StoreUnavailableException;
import org.openrecorder.application.port.UserDirectory;
import org.openrecorder.application.recording.ChangeSignal;
import org.openrecorder.domain.access.ListeningScope;
import org.openrecorder.domain.access.Permission;
import org.openrecorder.domain.access.User;
import org.openrecorder.domain.call.LinkedId;
import org.openrecorder.domain.recording.RecordingId;

/**
 * Looks through the matches from the newest to the oldest and opens the first that this user may
 * have.
 */
public final class RetrieveRecordingService implements RetrieveRecording {

  /** How long a file that is being completed is waited for: section 2 of docs/contract.md. */
  static final Duration WAIT = Duration.ofSeconds(5);

  /**
   * What ended longer ago than this and is still not ready has a problem that waiting does not
   * solve.
   */
  private static final Duration JUST_ENDED = Duration.ofSeconds(30);

  /** Matches read at once: bounds memory, not the result. */
  static final int PAGE = 200;

  /**
   * Matches that are looked at only to be counted, the newest being found. A tag may have any
   * number of them.
   */
  static final int MOST_COUNTED = 1_000;

  /**
   * For looking through matches of which none can be handed out. An answer takes 3 s at most, the
   * wait for what is being completed aside.
   */
  static final Duration MOST_LOOKING = Duration.ofMillis(2_500);

  private final PbxRegistry pbxs;
  private final ConversationCheck ongoing;
  private final Recordings recordings;
  private final UserDirectory users;
  private final AudioArchive archive;
  private final ChangeSignal changes;
  private final Audit audit;
  private final InstantSource clock;
  private final LongSupplier nanos;

  public RetrieveRecordingService(
      PbxRegistry pbxs,
      ConversationCheck ongoing,
      Recordings recordings,
      UserDirectory users,
      AudioArchive archive,
      ChangeSignal changes,
      Audit audit,
      InstantSource clock) {
    this(pbxs, ongoing, recordings, users, archive, changes, audit, clock, System::nanoTime);
  }

  /**
   * One for tests.
   *
   * @param nanos the time in nanoseconds since any one moment
   */
  RetrieveRecordingService(
      PbxRegistry pbxs,
      ConversationCheck ongoing,
      Recordings recordings,
      UserDirectory users,
      AudioArchive archive,
      ChangeSignal changes,
      Audit audit,
      InstantSource clock,
      LongSupplier nanos) {
    this.pbxs = pbxs;
    this.ongoing = ongoing;
    this.recordings = recordings;
    this.users = users;
    this.archive = archive;
    this.changes = changes;
    this.audit = audit;
    this.clock = clock;
    this.nanos = nanos;
  }

  @Override
  public Result<RetrievedRecording> retrieve(Request request) {
    return audit.attempted(attempt(request), entry -> permitted(request, entry));
  }

  private static AuditedAction attempt(Request request) {
    AuditedAction action =
        switch (request.which()) {
          case Which.ByTag byTag ->
              AuditedAction.of(request.caller(), "retrieve", byTag.tag().value());
          case Which.ByUniqueId byId ->
              AuditedAction.of(request.caller(), "retrieveByUniqueId", byId.uniqueId().value());
        };
    return action.onBehalfOf(request.username());
  }

  private Result<RetrievedRecording> permitted(Request request, PendingAuditEntry entry) {
    if (!request.caller().may(Permission.RETRIEVE)) {
      return Result.rejected(ErrorCode.FORBIDDEN, "this client may not retrieve recordings");
    }
    Optional<User> user = listener(request).filter(User::enabled);
    return user.isPresent()
        ? findFor(request, hearing(user.get()), entry)
        : Result.rejected(ErrorCode.FORBIDDEN, "this user may not listen to recordings");
  }

  /** A user who is known to use the client listens in the own name only. */
  private Optional<User> listener(Request request) {
    Optional<User> person = request.caller().person();
    return person.isPresent()
        ? person.filter(one -> one.name().equals(request.username()))
        : users.find(request.username());
  }

  private ListeningScope hearing(User user) {
    return user.listeningScope(user.team().map(users::extensionsOf).orElse(Set.of()));
  }

  private Result<RetrievedRecording> findFor(
      Request request, ListeningScope listening, PendingAuditEntry entry) {
    long begun = nanos.getAsLong(); // a clock that is set meanwhile must not make a client wait
    Instant recently = clock.instant().minus(JUST_ENDED);
    while (true) {
      long seen = changes.count();
      RetrievalCandidates candidates =
          new RetrievalCandidates(request.caller().scope(), listening, recently);
      lookThrough(request.which(), candidates, nanos.getAsLong() + MOST_LOOKING.toNanos());
      Duration left = WAIT.minusNanos(nanos.getAsLong() - begun);
      if (!candidates.worthWaitingFor() || !left.isPositive() || !changes.await(seen, left)) {
        return answer(candidates, entry);
      }
    }
  }

  private void lookThrough(Which which, RetrievalCandidates candidates, long end) {
    switch (which) {
      case Which.ByTag byTag ->
          lookThrough(from -> search(Recordings.Filter.byTag(byTag.tag()), from), candidates, end);
      case Which.ByUniqueId byId -> lookThrough(pbxs.readings(byId.uniqueId()), candidates, end);
    }
  }

  /** The first reading under which they may know of anything is the one that is meant. */
  private void lookThrough(
      List<UniqueIdInterpretation> readings, RetrievalCandidates candidates, long end) {
    for (UniqueIdInterpretation reading : readings) {
      if (lookThrough(only(reading, channels(reading)), candidates, end)
          || lookThrough(only(reading, calls(reading)), candidates, end)) {
        return;
      }
    }
  }

  private Pages channels(UniqueIdInterpretation reading) {
    return from -> search(Recordings.Filter.byUniqueId(reading.uniqueId()), from);
  }

  private Pages calls(UniqueIdInterpretation reading) {
    return from -> recordings.ofCall(LinkedId.of(reading.uniqueId()), from, PAGE);
  }

  private static Pages only(UniqueIdInterpretation reading, Pages pages) {
    return from -> {
      Page<RecordingWithCall> page = pages.from(from);
      return new Page<>(
          page.items().stream().filter(match -> reading.covers(match.segment().pbx())).toList(),
          page.next());
    };
  }

  private Page<RecordingWithCall> search(Recordings.Filter filter, Optional<Page.Cursor> from) {
    return recordings.search(filter, from, PAGE);
  }

  private interface Pages {
    Page<RecordingWithCall> from(Optional<Page.Cursor> place);
  }

  /** The legs of what they may not know of are not read: the time that takes would tell of it. */
  private boolean lookThrough(Pages pages, RetrievalCandidates candidates, long end) {
    boolean any = false;
    int seen = 0;
    Optional<Page.Cursor> place = Optional.empty();
    do {
      Page<RecordingWithCall> page = pages.from(place);
      List<RecordingWithCall> known = page.items().stream().filter(candidates::mayKnowOf).toList();
      any |= !known.isEmpty();
      recordings
          .withSegments(new Page<>(known, page.next()))
          .items()
          .forEach(match -> look(match, candidates));
      place = page.next();
      seen += PAGE;
    } while (place.isPresent() && goesOn(candidates, seen, end));
    return any;
  }

  /** What is newer and may not be had never hides what is older, however much of it there is. */
  private boolean goesOn(RetrievalCandidates candidates, int seen, long end) {
    boolean found = candidates.newest().isPresent();
    boolean late = nanos.getAsLong() - end > 0;
    if (late && !found) {
      throw new StoreUnavailableException(
          "too many recordings match", new TimeoutException(seen + " were looked at"));
    }
    return !found || (!late && seen < MOST_COUNTED);
  }

  /**
   * What was read while the call lasted may lack its last legs, so it is read once more when the
   * call is known to be over by now.
   */
  private void look(RecordingWithCall match, RetrievalCandidates candidates) {
    boolean lasts = ongoing.is(match);
    boolean readTooEarly = match.call().inProgress() && !lasts;
    candidates.look(readTooEarly ? readAgain(match) : match, lasts);
  }

  private RecordingWithCall readAgain(RecordingWithCall match) {
    RecordingId id = match.segment().id();
    return recordings.find(id).map(now -> now.with(recordings.segments(List.of(id)))).orElse(match);
  }

  private Result<RetrievedRecording> answer(
      RetrievalCandidates candidates, PendingAuditEntry entry) {
    return candidates
        .newest()
        .map(found -> handOut(found, candidates.retrievable(), entry))
        .orElseGet(() -> Result.rejected(rejection(candidates)));
  }

  private Result<RetrievedRecording> handOut(
      RetrievalCandidates.Found found, int matches, PendingAuditEntry entry) {
    AudioArchive.Joined audio = archive.open(found.pieces());
    RecordingId id = found.recording().id();
    CloseOnFailure.closingOnFailure(
        audio.content(), () -> entry.granted(id, "newest of " + matches + " retrievable"));
    return Result.success(new RetrievedRecording(id, matches, audio.sha256(), audio.content()));
  }

  private static Rejection rejection(RetrievalCandidates candidates) {
    return candidates
        .notReady()
        .map(ConversationCheck::notReady)
        .or(() -> candidates.callInProgress().map(ConversationCheck::callInProgress))
        .orElseGet(
            () ->
                Rejection.because(
                    ErrorCode.NO_SUCH_RECORDING,
                    "there is no such recording",
                    candidates.trueReason()));
  }
}
