package org.openrecorder.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.openrecorder.application.port.CallRecords;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.testing.FixedUsers;
import org.openrecorder.testing.InMemoryAuditTrail;
import org.openrecorder.testing.InMemoryCallRecords;
import org.openrecorder.testing.InMemoryRecordings;
import org.openrecorder.testing.InMemoryStore;
import org.openrecorder.testing.InMemoryTransactions;

class WarmUpTest {

  private final InMemoryStore store = new InMemoryStore();
  private final InMemoryRecordings recordings = new InMemoryRecordings(store);
  private final InMemoryCallRecords calls = new InMemoryCallRecords(store);
  private final InMemoryAuditTrail trail = new InMemoryAuditTrail(store);
  private final AtomicLong rehearsed = new AtomicLong();
  private final WarmUp warmUp =
      new WarmUp(
          recordings,
          calls,
          new FixedUsers(),
          trail,
          new InMemoryTransactions(store),
          () -> new RecordingId(new UUID(1, rehearsed.incrementAndGet())),
          () -> Instant.EPOCH);

  @Test
  void nothing_is_kept_of_what_is_rehearsed() {
    assertThat(warmUp.done()).isFalse();
    warmUp.run();
    assertThat(warmUp.done()).isTrue();
    assertThat(rehearsed).hasPositiveValue();
    assertThat(
            recordings
                .search(
                    new Recordings.Filter(Optional.empty(), Optional.empty(), Optional.empty()),
                    Optional.empty(),
                    1)
                .items())
        .isEmpty();
    assertThat(
            calls
                .search(
                    new CallRecords.Filter(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                    Optional.empty(),
                    1)
                .items())
        .isEmpty();
    assertThat(trail.rows()).isEmpty();
    assertThat(trail.unconfirmedIntents(1)).isEmpty();
  }
}
