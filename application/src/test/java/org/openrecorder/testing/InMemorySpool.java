package org.openrecorder.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.openrecorder.application.port.Spool;
import org.openrecorder.application.port.StoreUnavailableException;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.recording.RecordingId;

/** Spool directories in memory. The test plays the PBX and puts the files there. */
public final class InMemorySpool implements Spool {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<Place, byte[]> files = new HashMap<>();
  private final Map<Place, Instant> written = new HashMap<>();
  private final Set<Place> closed = new HashSet<>();
  private final InstantSource clock;
  private long foreign;
  private boolean refusingRemoval;

  private record Place(PbxName pbx, RecordingId recording) {}

  public InMemorySpool() {
    this(InstantSource.system());
  }

  /** A spool whose files were written at the time of that clock. */
  public InMemorySpool(InstantSource clock) {
    this.clock = clock;
  }

  /** Somebody else leaves a file there. */
  public void putForeign() {
    lock.lock();
    try {
      foreign++;
    } finally {
      lock.unlock();
    }
  }

  /**
   * What the PBX does when recording ends: writes to the file of that recording once more, and
   * closes it.
   */
  public void touch(PbxName pbx, RecordingId recording) {
    lock.lock();
    try {
      Place place = new Place(pbx, recording);
      if (files.containsKey(place)) {
        written.put(place, clock.instant());
        closed.add(place);
      }
    } finally {
      lock.unlock();
    }
  }

  /** What the PBX does: writes the file of that recording. */
  public void put(PbxName pbx, RecordingId recording, byte[] file) {
    lock.lock();
    try {
      closed.remove(new Place(pbx, recording));
      files.put(new Place(pbx, recording), file.clone());
      written.put(new Place(pbx, recording), clock.instant());
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** From now on {@link #remove} of a file that is there fails, or does not fail any more. */
  public void refuseRemoval(boolean refuse) {
    lock.lock();
    try {
      refusingRemoval = refuse;
    } finally {
      lock.unlock();
    }
  }

  /** The file of that recording, if it is there. */
  public Optional<byte[]> file(PbxName pbx, RecordingId recording) {
    lock.lock();
    try {
      return Optional.ofNullable(files.get(new Place(pbx, recording))).map(byte[]::clone);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean has(PbxName pbx, RecordingId recording) {
    return file(pbx, recording).isPresent();
  }

  @Override
  public Optional<Found> look(PbxName pbx, RecordingId recording) {
    lock.lock();
    try {
      Place place = new Place(pbx, recording);
      return Optional.ofNullable(files.get(place)).map(file -> found(place, file));
    } finally {
      lock.unlock();
    }
  }

  private Found found(Place place, byte[] file) {
    return new Found(
        place.recording(), file.length, Optional.of(written.getOrDefault(place, Instant.EPOCH)));
  }

  @Override
  public boolean closed(PbxName pbx, RecordingId recording) {
    lock.lock();
    try {
      return closed.contains(new Place(pbx, recording));
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Listing list(PbxName pbx) {
    lock.lock();
    try {
      return new Listing(
          files.keySet().stream()
              .filter(place -> place.pbx().equals(pbx))
              .map(Place::recording)
              .toList(),
          foreign,
          true);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean await(PbxName pbx, RecordingId recording, Duration bound) {
    lock.lock();
    try {
      long left = bound.toNanos();
      while (!files.containsKey(new Place(pbx, recording)) && left > 0) {
        left = changed.awaitNanos(left);
      }
      return files.containsKey(new Place(pbx, recording));
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void remove(PbxName pbx, RecordingId recording) {
    lock.lock();
    try {
      if (refusingRemoval && files.containsKey(new Place(pbx, recording))) {
        throw new StoreUnavailableException(
            "the file cannot be deleted", new IllegalStateException("as the test wants"));
      }
      files.remove(new Place(pbx, recording));
    } finally {
      lock.unlock();
    }
  }
}
