package org.openrecorder.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.openrecorder.domain.call.ExtensionRules;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.call.UniqueId;

class EventQueueTest {

  private final AtomicLong dropped = new AtomicLong();
  private final EventQueue queue = new EventQueue(3, dropped::addAndGet);
  private final AmiSession session = session();
  private int events;

  @Test
  void events_come_out_in_order_after_the_session_they_belong_to() throws InterruptedException {
    AmiEvent first = event();
    AmiEvent second = event();
    queue.opened(session);
    queue.heard(session, first);
    queue.heard(session, second);

    assertThat(queue.take()).isInstanceOf(LinkMessage.Sync.class);
    assertThat(queue.take()).isEqualTo(new LinkMessage.Heard(first));
    assertThat(queue.take()).isEqualTo(new LinkMessage.Heard(second));
  }

  @Test
  void what_waits_is_counted_and_how_long_it_has_waited_is_known() throws InterruptedException {
    queue.opened(session);
    queue.take();
    assertThat(queue.traffic()).isEqualTo(new LinkStatistics(0, 0, Duration.ZERO));

    queue.heard(session, event());
    queue.heard(session, event());
    assertThat(queue.traffic().waiting()).isEqualTo(2);
    queue.take();
    assertThat(queue.traffic().waiting()).isEqualTo(1);
    queue.take();
    assertThat(queue.traffic().waiting()).isZero();
    assertThat(queue.traffic().lag()).as("of the one in hand").isPositive();

    queue.lost("gone");
    queue.take();
    assertThat(queue.traffic()).isEqualTo(new LinkStatistics(2, 0, Duration.ZERO));
  }

  @Test
  void an_event_of_an_earlier_session_is_not_taken_in() throws InterruptedException {
    queue.opened(session());
    queue.opened(session);
    queue.heard(session(), event());
    queue.close();

    assertThat(queue.take()).isInstanceOf(LinkMessage.Closed.class);
  }

  @Test
  void a_lost_session_comes_before_what_it_had_said() throws InterruptedException {
    queue.opened(session);
    queue.heard(session, event());
    queue.lost("gone");

    assertThat(queue.take()).isEqualTo(new LinkMessage.Lost("gone"));
  }

  @Test
  void an_overflow_throws_all_away_counts_it_and_asks_for_a_new_state()
      throws InterruptedException {
    queue.opened(session);
    queue.take();

    IntStream.range(0, 4).forEach(i -> queue.heard(session, event()));
    AmiEvent after = event();
    queue.heard(session, after);

    assertThat(dropped).hasValue(4);
    assertThat(queue.take()).isInstanceOf(LinkMessage.Sync.class);
    assertThat(queue.take()).isEqualTo(new LinkMessage.Heard(after));
  }

  @Test
  void a_closed_mailbox_stays_closed() throws InterruptedException {
    queue.close();
    queue.opened(session);

    assertThat(queue.take()).isInstanceOf(LinkMessage.Closed.class);
    assertThat(queue.take()).isInstanceOf(LinkMessage.Closed.class);
  }

  @Test
  void a_list_comes_after_what_was_heard_before_it() throws InterruptedException {
    AmiEvent before = event();
    queue.opened(session);
    queue.take();
    queue.heard(session, before);
    LinkMessage.Listed list = listed();
    queue.listed(session, list);

    assertThat(queue.take()).isEqualTo(new LinkMessage.Heard(before));
    assertThat(queue.take()).isSameAs(list);
  }

  @Test
  void whoever_waits_for_something_that_is_thrown_away_waits_no_longer() {
    queue.opened(session);
    LinkMessage.Listed late = listed();
    queue.listed(session(), late);
    assertThat(late.done()).isCancelled();

    LinkMessage.Listed list = listed();
    LinkMessage.Recheck recheck =
        new LinkMessage.Recheck(new UniqueId("1.1"), new CompletableFuture<>());
    queue.listed(session, list);
    queue.doubted(recheck);
    queue.lost("gone");
    assertThat(list.done()).isCancelled();
    assertThat(recheck.done()).isCancelled();

    LinkMessage.Recheck later =
        new LinkMessage.Recheck(new UniqueId("1.1"), new CompletableFuture<>());
    queue.doubted(later);
    assertThat(later.done()).isCancelled();
  }

  private static LinkMessage.Listed listed() {
    return new LinkMessage.Listed(new ChannelSnapshot(List.of(), 0), new CompletableFuture<>());
  }

  private AmiEvent event() {
    return new AmiEvent("Hangup", Map.of("n", Integer.toString(++events)), false);
  }

  private static AmiSession session() {
    AsteriskPbx pbx =
        new AsteriskPbx(
            new PbxName("a"), "127.0.0.1", 5038, "rec", "s3cret", "/spool", ExtensionRules.NONE);
    return new AmiSession(pbx, LinkLimits.USUAL, (from, event) -> {});
  }
}
