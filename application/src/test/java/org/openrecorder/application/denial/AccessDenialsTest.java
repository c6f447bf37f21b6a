package org.openrecorder.application.denial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.openrecorder.application.Audit;
import org.openrecorder.application.ErrorCode;
import org.openrecorder.application.Rejection;
import org.openrecorder.application.port.AuditTrail.Row;
import org.openrecorder.application.port.DeniedAccessLog.Entry;
import org.openrecorder.domain.access.ApiPrincipal;
import org.openrecorder.testing.InMemoryAuditTrail;
import org.openrecorder.testing.InMemoryDeniedAccessLog;
import org.openrecorder.testing.InMemoryStore;
import org.openrecorder.testing.SettableClock;

class AccessDenialsTest {

  private static final Duration KEEP = Duration.ofDays(30);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final String REASON = "unknown name or wrong secret";

  private final SettableClock clock = new SettableClock();
  private final AtomicLong nanos = new AtomicLong();
  private final InMemoryStore store = new InMemoryStore();
  private final InMemoryAuditTrail trail = new InMemoryAuditTrail(store);
  private final InMemoryDeniedAccessLog log = new InMemoryDeniedAccessLog(store);
  private final AccessDenials denials =
      new AccessDenials(log, new Audit(trail, clock), clock, nanos::get, KEEP);

  private void deny(int times, String network, String name) {
    for (int i = 0; i < times; i++) {
      denials.denied(
          new Denial(
              network,
              ApiPrincipal.unknown(network),
              "authenticate",
              name,
              Rejection.because(ErrorCode.UNAUTHENTICATED, "who?", REASON)));
    }
  }

  /** As the server does it: every second. */
  private void pass(Duration time) {
    for (long seconds = time.toSeconds(); seconds > 0; seconds--) {
      clock.advance(Duration.ofSeconds(1));
      nanos.addAndGet(Duration.ofSeconds(1).toNanos());
      denials.write();
    }
  }

  private List<Long> counts() {
    return log.entries().stream().map(Entry::requests).toList();
  }

  @Test
  void a_denial_costs_the_caller_no_write_and_is_written_within_a_second() {
    deny(1, "192.0.2.1", "crm");
    assertThat(log.entries()).isEmpty();
    assertThat(trail.rows()).isEmpty();
    pass(Duration.ofSeconds(1));
    assertThat(log.entries())
        .singleElement()
        .extracting(Entry::network, Entry::subject, Entry::result, Entry::reason, Entry::requests)
        .containsExactly("192.0.2.1", "crm", "UNAUTHENTICATED", REASON, 1L);
    assertThat(trail.rows())
        .singleElement()
        .extracting(Row::action, Row::subject, Row::result, Row::reason)
        .containsExactly("authenticate", "crm", "UNAUTHENTICATED", REASON);
  }

  @Test
  void a_flood_from_one_network_leaves_few_entries_and_one_row_an_hour() {
    for (int second = 0; second < 7_200; second++) {
      deny(400, "192.0.2.1", "name " + second);
      pass(Duration.ofSeconds(1));
    }
    assertThat(log.entries()).hasSizeLessThan(12);
    assertThat(trail.rows()).hasSizeLessThanOrEqualTo(2);
    denials.close();
    assertThat(counts().stream().mapToLong(Long::longValue).sum()).isEqualTo(400 * 7_200L);
    assertThat(log.entries().getFirst().subject()).isEqualTo("name 0");
    assertThat(log.entries().get(1).subject()).endsWith(" and others").hasSizeLessThan(30);
    assertThat(trail.rows().get(1).reason()).contains(" times: " + REASON);
  }

  @Test
  void pauses_double_for_whoever_goes_on() {
    for (int second = 0; second < 1_000; second++) {
      deny(1, "192.0.2.1", "");
      pass(Duration.ofSeconds(1));
    }
    assertThat(counts()).containsExactly(1L, 60L, 120L, 240L, 480L);
  }

  @Test
  void whoever_was_silent_for_a_while_is_told_at_once_again() {
    deny(1, "192.0.2.1", "");
    pass(MINUTE.plusSeconds(1));
    deny(1, "192.0.2.1", "");
    pass(Duration.ofSeconds(1));
    assertThat(counts()).containsExactly(1L, 1L);
  }

  /** As whoever has a network of IPv6 can, or a few thousand machines. */
  @Test
  void a_flood_from_very_many_networks_leaves_few_entries_and_loses_no_count() {
    int flood = 0;
    for (int second = 0; second < 600; second++) {
      for (int i = 0; i < 400; i++) {
        deny(1, "network " + flood++, "");
      }
      pass(Duration.ofSeconds(1));
    }
    assertThat(log.entries()).hasSizeLessThan(150);
    assertThat(log.entries()).extracting(Entry::network).contains(DenialCounter.OTHERS);
    denials.close();
    assertThat(counts().stream().mapToLong(Long::longValue).sum()).isEqualTo(flood);
  }

  @Test
  void memory_is_bounded() {
    DenialCounter counter = new DenialCounter(clock, nanos::get);
    for (int minute = 0; minute < 200; minute++) {
      for (int i = 0; i < 20; i++) {
        counter.count(
            new Denial(
                minute + " " + i,
                ApiPrincipal.unknown("192.0.2.1"),
                "authenticate",
                Rejection.of(ErrorCode.UNAUTHENTICATED, "who?")));
      }
      nanos.addAndGet(MINUTE.toNanos());
    }
    assertThat(counter.rest()).hasSizeBetween(DenialCounter.MOST, DenialCounter.MOST + 1);
  }

  @Test
  void each_action_is_counted_by_itself() {
    deny(2, "192.0.2.1", "");
    denials.denied(
        new Denial(
            "192.0.2.1",
            ApiPrincipal.unknown("192.0.2.1"),
            "guessing of credentials",
            Rejection.of(ErrorCode.RATE_LIMITED, "too many")));
    pass(Duration.ofSeconds(1));
    assertThat(log.entries())
        .extracting(Entry::action, Entry::requests)
        .containsExactly(tuple("authenticate", 2L), tuple("guessing of credentials", 1L));
    assertThat(trail.rows()).hasSize(1);
  }

  @Test
  void what_cannot_be_written_now_is_written_later_and_nothing_is_lost() {
    deny(3, "192.0.2.1", "");
    store.goDown();
    pass(MINUTE);
    deny(2, "192.0.2.1", "");
    pass(MINUTE);
    store.comeBack();
    pass(Duration.ofSeconds(2));
    assertThat(counts()).containsExactly(3L, 2L);
    assertThat(trail.rows()).hasSize(1);
    denials.close();
    assertThat(trail.rows())
        .extracting(Row::reason)
        .containsExactly("3 times: " + REASON, "2 times: " + REASON);
  }

  @Test
  void old_entries_go() {
    deny(1, "192.0.2.1", "");
    pass(Duration.ofSeconds(1));
    clock.advance(KEEP.minusSeconds(10));
    nanos.addAndGet(KEEP.toNanos());
    denials.write();
    assertThat(log.entries()).hasSize(1);
    clock.advance(Duration.ofHours(1));
    nanos.addAndGet(AccessDenials.HOUR.toNanos());
    denials.write();
    assertThat(log.entries()).isEmpty();
    assertThat(trail.rows()).as("what the audit trail has stays").hasSize(1);
  }

  @Test
  void there_are_never_more_than_so_many() {
    List<Entry> many =
        Collections.nCopies(
            AccessDenials.MOST_ENTRIES + 5,
            new Entry(clock.instant(), clock.instant(), "n", "a", "x", "", "y", "z", 1));
    log.add(many);
    denials.write();
    assertThat(log.entries()).hasSize(AccessDenials.MOST_ENTRIES);
  }

  @Test
  void a_client_that_asks_too_much_leaves_rows_of_the_audit_trail_now_and_then() {
    ClientDenials clients = new ClientDenials(new Audit(trail, clock), clock, nanos::get);
    for (int second = 0; second < 100; second++) {
      for (int i = 0; i < 50; i++) {
        clients.denied(
            new Denial(
                "crm",
                ApiPrincipal.unknown("192.0.2.1"),
                "rate of a client",
                Rejection.of(ErrorCode.RATE_LIMITED, "too many")));
      }
      nanos.addAndGet(Duration.ofSeconds(1).toNanos());
      clients.write();
    }
    clients.close();
    assertThat(trail.rows())
        .extracting(Row::subject, Row::reason)
        .containsExactly(
            tuple("crm", "50 times: too many"),
            tuple("crm", "3000 times: too many"),
            tuple("crm", "1950 times: too many"));
    assertThat(log.entries()).isEmpty();
  }
}
