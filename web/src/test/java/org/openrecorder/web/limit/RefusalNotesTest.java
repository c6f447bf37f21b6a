package org.openrecorder.web.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.openrecorder.application.Audit;
import org.openrecorder.application.Refusal;
import org.openrecorder.application.RefusalCode;
import org.openrecorder.domain.access.Caller;
import org.openrecorder.testing.InMemoryAuditTrail;
import org.openrecorder.testing.InMemoryStore;

class RefusalNotesTest {

  private static final Refusal REFUSAL = Refusal.of(RefusalCode.RATE_LIMITED, "too many");
  private static final Caller CALLER = Caller.unknown("192.0.2.1");

  private final InMemoryStore store = new InMemoryStore();
  private final InMemoryAuditTrail trail = new InMemoryAuditTrail(store);
  private final AtomicLong nanos = new AtomicLong();
  private final RefusalNotes notes =
      new RefusalNotes(new Audit(trail, Clock.systemUTC()), "rate", nanos::get);

  private void refuse(int times) {
    for (int i = 0; i < times; i++) {
      notes.catchUp();
      notes.refused("crm", CALLER, REFUSAL);
    }
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
    notes.catchUp();
  }

  @Test
  void a_flood_leaves_one_row_at_once_and_one_with_the_count() {
    refuse(1_000);
    assertThat(trail.rows())
        .singleElement()
        .satisfies(row -> assertThat(row.result()).isEqualTo("RATE_LIMITED"))
        .satisfies(row -> assertThat(row.subject()).isEqualTo("crm"))
        .satisfies(row -> assertThat(row.caller()).isEqualTo(CALLER));
    pass(RefusalNotes.INTERVAL);
    assertThat(trail.rows()).hasSize(2);
    assertThat(trail.rows().getLast().reason()).isEqualTo("999 times: too many");
  }

  @Test
  void a_single_refusal_leaves_a_single_row() {
    refuse(1);
    pass(RefusalNotes.INTERVAL);
    pass(RefusalNotes.INTERVAL);
    assertThat(trail.rows()).hasSize(1);
  }

  @Test
  void nothing_counted_is_lost_at_the_end() {
    refuse(3);
    notes.close();
    assertThat(trail.rows()).hasSize(2);
    assertThat(trail.rows().getLast().reason()).startsWith("2 times");
  }

  @Test
  void a_store_that_is_down_does_not_change_the_answer() {
    store.goDown();
    refuse(2);
    store.comeBack();
    notes.close();
    assertThat(trail.rows()).singleElement().extracting("reason").isEqualTo("1 times: too many");
  }
}
