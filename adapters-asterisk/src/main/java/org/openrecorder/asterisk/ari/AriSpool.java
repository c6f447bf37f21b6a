package org.openrecorder.asterisk.ari;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.openrecorder.application.port.Spool;
import org.openrecorder.application.port.StoreUnavailableException;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.recording.RecordingId;

/**
 * The spool of PBXs that share no directory with this server; that of the others is left to {@code
 * shared}, which also has what was fetched and is not in the archive yet.
 */
public final class AriSpool implements Spool {

  /**
   * How long a PBX may take to say whether a file is there, where no client waits for an answer.
   */
  private static final Duration ANSWER = Duration.ofSeconds(2);

  /** The same where a client waits: it is answered whether or not this is. */
  private static final Duration SOON = Duration.ofMillis(500);

  /** Nanoseconds between two questions whether a file is there. */
  private static final long PAUSE = 10_000_000;

  private final Map<PbxName, AriFileFetcher> remote;
  private final Spool shared;

  public AriSpool(Map<PbxName, AriFileFetcher> remote, Spool shared) {
    this.remote = Map.copyOf(remote);
    this.shared = shared;
  }

  @Override
  public boolean has(PbxName pbx, RecordingId recording) {
    return shared.has(pbx, recording) || of(pbx).filter(ari -> has(ari, recording)).isPresent();
  }

  private Optional<AriRecordings> of(PbxName pbx) {
    return Optional.ofNullable(remote.get(pbx)).map(AriFileFetcher::recordings);
  }

  @Override
  public String place(PbxName pbx) {
    return of(pbx)
        .map(
            ari ->
                (" at its HTTP interface: may Asterisk write to the directory recording of its"
                        + " spool, and is it the one that recorder.pbx.%s.spool names?")
                    .formatted(pbx))
        .orElseGet(() -> shared.place(pbx));
  }

  private static boolean has(AriRecordings ari, RecordingId recording) {
    try {
      return ari.has(recording, ANSWER);
    } catch (IOException silent) {
      throw new StoreUnavailableException("the PBX's HTTP interface cannot be asked now", silent);
    }
  }

  @Override
  public boolean await(PbxName pbx, RecordingId recording, Duration bound) {
    return of(pbx)
        .map(ari -> await(ari, recording, bound))
        .orElseGet(() -> shared.await(pbx, recording, bound));
  }

  private static boolean await(AriRecordings ari, RecordingId recording, Duration bound) {
    long deadline = System.nanoTime() + bound.toNanos();
    while (!sees(ari, recording, Duration.ofNanos(deadline - System.nanoTime()))) {
      if (System.nanoTime() >= deadline || Thread.currentThread().isInterrupted()) {
        return false;
      }
      LockSupport.parkNanos(PAUSE);
    }
    return true;
  }

  /** A PBX that cannot be asked has shown no file. */
  private static boolean sees(AriRecordings ari, RecordingId recording, Duration most) {
    try {
      return ari.has(recording, most);
    } catch (IOException silent) {
      return false;
    }
  }

  @Override
  public Optional<Found> look(PbxName pbx, RecordingId recording) {
    return Optional.ofNullable(remote.get(pbx))
        .map(source -> source.look(recording))
        .filter(AriFileFetcher.Look::there)
        .map(look -> new Found(recording, look.bytes(), Optional.empty()))
        .or(() -> shared.look(pbx, recording));
  }

  /** The header of the file says so, as it does in a shared directory. */
  @Override
  public boolean closed(PbxName pbx, RecordingId recording) {
    return of(pbx)
        .map(ari -> closed(ari, recording))
        .orElseGet(() -> shared.closed(pbx, recording));
  }

  private static boolean closed(AriRecordings ari, RecordingId recording) {
    try {
      return ari.isFinished(recording, SOON);
    } catch (IOException silent) {
      return false;
    }
  }

  /** Also what was fetched and is not in the archive yet. */
  @Override
  public Listing list(PbxName pbx) {
    Listing here = shared.list(pbx);
    return of(pbx).map(ari -> both(listing(ari), here)).orElse(here);
  }

  private static Listing listing(AriRecordings ari) {
    try {
      return ari.list();
    } catch (IOException failed) {
      throw new StoreUnavailableException("the PBX's HTTP interface cannot be asked now", failed);
    }
  }

  private static Listing both(Listing there, Listing here) {
    return new Listing(
        Stream.concat(there.ours().stream(), here.ours().stream()).distinct().toList(),
        there.foreign() + here.foreign(),
        there.complete() && here.complete());
  }

  /**
   * The PBX's file goes first, and only if it is the one that was fetched, or none was: what lies
   * here would be fetched again, what is deleted there is lost.
   */
  @Override
  public void remove(PbxName pbx, RecordingId recording) {
    Optional.ofNullable(remote.get(pbx)).ifPresent(source -> delete(source, recording));
    shared.remove(pbx, recording);
  }

  private static void delete(AriFileFetcher source, RecordingId recording) {
    if (source.changedSinceFetched(recording)) {
      throw new StoreUnavailableException(
          "recording " + recording + " is not deleted on the PBX",
          new IOException("it is not the file that was fetched"));
    }
    try {
      source.recordings().delete(recording);
    } catch (IOException failed) {
      throw new StoreUnavailableException("a file of the PBX cannot be deleted now", failed);
    }
  }
}
