package org.openrecorder.application.retrieval;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.openrecorder.application.Answer;
import org.openrecorder.application.Audit;
import org.openrecorder.application.Audit.Attempt;
import org.openrecorder.application.Audit.Entry;
import org.openrecorder.application.Refusal;
import org.openrecorder.application.RefusalCode;
import org.openrecorder.application.live.LivePbxs;
import org.openrecorder.application.live.UniqueIdReading;
import org.openrecorder.application.port.AudioVault;
import org.openrecorder.application.port.Page;
import org.openrecorder.application.port.RecordedCall;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.application.port.StoreUnavailable;
import org.openrecorder.application.port.Users;
import org.openrecorder.application.recording.Changes;
import org.openrecorder.domain.access.Hearing;
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

  private final LivePbxs pbxs;
  private final Ongoing ongoing;
  private final Recordings recordings;
  private final Users users;
  private final AudioVault vault;
  private final Changes changes;
  private final Audit audit;
  private final InstantSource clock;
  private final LongSupplier nanos;

  public RetrieveRecordingService(
      LivePbxs pbxs,
      Ongoing ongoing,
      Recordings recordings,
      Users users,
      AudioVault vault,
      Changes changes,
      Audit audit,
      InstantSource clock) {
    this(pbxs, ongoing, recordings, users, vault, changes, audit, clock, System::nanoTime);
  }

  /**
   * One for tests.
   *
   * @param nanos the time in nanoseconds since any one moment
   */
  RetrieveRecordingService(
      LivePbxs pbxs,
      Ongoing ongoing,
      Recordings recordings,
      Users users,
      AudioVault vault,
      Changes changes,
      Audit audit,
      InstantSource clock,
      LongSupplier nanos) {
    this.pbxs = pbxs;
    this.ongoing = ongoing;
    this.recordings = recordings;
    this.users = users;
    this.vault = vault;
    this.changes = changes;
    this.audit = audit;
    this.clock = clock;
    this.nanos = nanos;
  }

  @Override
  public Answer<VoiceSignature> retrieve(Request request) {
    return audit.attempted(attempt(request), entry -> permitted(request, entry));
  }

  private static Attempt attempt(Request request) {
    Attempt attempt =
        switch (request.which()) {
          case Which.ByTag byTag -> Attempt.of(request.caller(), "retrieve", byTag.tag().value());
          case Which.ByUniqueId byId ->
              Attempt.of(request.caller(), "retrieveByUniqueId", byId.uniqueId().value());
        };
    return attempt.onBehalfOf(request.username());
  }

  private Answer<VoiceSignature> permitted(Request request, Entry entry) {
    if (!request.caller().may(Permission.RETRIEVE)) {
      return Answer.refused(RefusalCode.FORBIDDEN, "this client may not retrieve recordings");
    }
    Optional<User> user = listener(request).filter(User::enabled);
    return user.isPresent()
        ? findFor(request, hearing(user.get()), entry)
        : Answer.refused(RefusalCode.FORBIDDEN, "this user may not listen to recordings");
  }

  /** Whoever is known to use the client listens in the own name only. */
  private Optional<User> listener(Request request) {
    Optional<User> person = request.caller().person();
    return person.isPresent()
        ? person.filter(one -> one.name().equals(request.username()))
        : users.find(request.username());
  }

  private Hearing hearing(User user) {
    return user.hearing(user.team().map(users::extensionsOf).orElse(Set.of()));
  }

  private Answer<VoiceSignature> findFor(Request request, Hearing hearing, Entry entry) {
    long begun = nanos.getAsLong(); // a clock that is set meanwhile must not make anybody wait
    Instant recently = clock.instant().minus(JUST_ENDED);
    while (true) {
      long seen = changes.count();
      Matches matches = new Matches(request.caller().reach(), hearing, recently);
      lookThrough(request.which(), matches, nanos.getAsLong() + MOST_LOOKING.toNanos());
      Duration left = WAIT.minusNanos(nanos.getAsLong() - begun);
      if (!matches.worthWaitingFor() || !left.isPositive() || !changes.await(seen, left)) {
        return answer(matches, entry);
      }
    }
  }

  private void lookThrough(Which which, Matches matches, long end) {
    switch (which) {
      case Which.ByTag byTag ->
          lookThrough(from -> search(Recordings.Filter.byTag(byTag.tag()), from), matches, end);
      case Which.ByUniqueId byId -> lookThrough(pbxs.readings(byId.uniqueId()), matches, end);
    }
  }

  /** The first reading under which they may know of anything is the one that is meant. */
  private void lookThrough(List<UniqueIdReading> readings, Matches matches, long end) {
    for (UniqueIdReading reading : readings) {
      if (lookThrough(only(reading, channels(reading)), matches, end)
          || lookThrough(only(reading, calls(reading)), matches, end)) {
        return;
      }
    }
  }

  private Pages channels(UniqueIdReading reading) {
    return from -> search(Recordings.Filter.byUniqueId(reading.uniqueId()), from);
  }

  private Pages calls(UniqueIdReading reading) {
    return from -> recordings.ofCall(LinkedId.of(reading.uniqueId()), from, PAGE);
  }

  private static Pages only(UniqueIdReading reading, Pages pages) {
    return from -> {
      Page<RecordedCall> page = pages.from(from);
      return new Page<>(
          page.items().stream().filter(match -> reading.covers(match.recording().pbx())).toList(),
          page.next());
    };
  }

  private Page<RecordedCall> search(Recordings.Filter filter, Optional<Page.Cursor> from) {
    return recordings.search(filter, from, PAGE);
  }

  private interface Pages {
    Page<RecordedCall> from(Optional<Page.Cursor> place);
  }

  /** The legs of what they may not know of are not read: the time that takes would tell of it. */
  private boolean lookThrough(Pages pages, Matches matches, long end) {
    boolean any = false;
    int seen = 0;
    Optional<Page.Cursor> place = Optional.empty();
    do {
      Page<RecordedCall> page = pages.from(place);
      List<RecordedCall> known = page.items().stream().filter(matches::mayKnowOf).toList();
      any |= !known.isEmpty();
      recordings
          .withLegs(new Page<>(known, page.next()))
          .items()
          .forEach(match -> look(match, matches));
      place = page.next();
      seen += PAGE;
    } while (place.isPresent() && goesOn(matches, seen, end));
    return any;
  }

  /** What is newer and may not be had never hides what is older, however much of it there is. */
  private boolean goesOn(Matches matches, int seen, long end) {
    boolean found = matches.newest().isPresent();
    boolean late = nanos.getAsLong() - end > 0;
    if (late && !found) {
      throw new StoreUnavailable(
          "too many recordings match", new TimeoutException(seen + " were looked at"));
    }
    return !found || (!late && seen < MOST_COUNTED);
  }

  /**
   * What was read while the call lasted may lack its last legs, so it is read once more when the
   * call is known to be over by now.
   */
  private void look(RecordedCall match, Matches matches) {
    boolean lasts = ongoing.is(match);
    boolean readTooEarly = match.call().inProgress() && !lasts;
    matches.look(readTooEarly ? readAgain(match) : match, lasts);
  }

  private RecordedCall readAgain(RecordedCall match) {
    RecordingId id = match.recording().id();
    return recordings.find(id).map(now -> now.with(recordings.legs(List.of(id)))).orElse(match);
  }

  private Answer<VoiceSignature> answer(Matches matches, Entry entry) {
    return matches
        .newest()
        .map(found -> handOut(found, matches.retrievable(), entry))
        .orElseGet(() -> Answer.refused(refusal(matches)));
  }

  private Answer<VoiceSignature> handOut(Matches.Found found, int matches, Entry entry) {
    AudioVault.Joined audio = vault.open(found.pieces());
    RecordingId id = found.recording().id();
    Handover.closingOnFailure(
        audio.content(), () -> entry.granted(id, "newest of " + matches + " retrievable"));
    return Answer.granted(new VoiceSignature(id, matches, audio.sha256(), audio.content()));
  }

  private static Refusal refusal(Matches matches) {
    return matches
        .notReady()
        .map(Ongoing::notReady)
        .or(() -> matches.callInProgress().map(Ongoing::callInProgress))
        .orElseGet(
            () ->
                Refusal.because(
                    RefusalCode.NO_SUCH_RECORDING,
                    "there is no such recording",
                    matches.trueReason()));
  }
}
