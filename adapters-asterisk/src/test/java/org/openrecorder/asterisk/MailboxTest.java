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

class MailboxTest {

  private final AtomicLong dropped = new AtomicLong();
  private final Mailbox mailbox = new Mailbox(3, dropped::addAndGet);
  private final AmiSession session = session();
  private int events;

  @Test
  void events_come_out_in_order_after_the_session_they_belong_to() throws InterruptedException {
    AmiEvent first = event();
    AmiEvent second = event();
    mailbox.opened(session);
    mailbox.heard(session, first);
    mailbox.heard(session, second);

    assertThat(mailbox.take()).isInstanceOf(Mail.Sync.class);
    assertThat(mailbox.take()).isEqualTo(new Mail.Heard(first));
    assertThat(mailbox.take()).isEqualTo(new Mail.Heard(second));
  }

  @Test
  void what_waits_is_counted_and_how_long_it_has_waited_is_known() throws InterruptedException {
    mailbox.opened(session);
    mailbox.take();
    assertThat(mailbox.traffic()).isEqualTo(new LinkTraffic(0, 0, Duration.ZERO));

    mailbox.heard(session, event());
    mailbox.heard(session, event());
    assertThat(mailbox.traffic().waiting()).isEqualTo(2);
    mailbox.take();
    assertThat(mailbox.traffic().waiting()).isEqualTo(1);
    mailbox.take();
    assertThat(mailbox.traffic().waiting()).isZero();
    assertThat(mailbox.traffic().lag()).as("of the one in hand").isPositive();

    mailbox.lost("gone");
    mailbox.take();
    assertThat(mailbox.traffic()).isEqualTo(new LinkTraffic(2, 0, Duration.ZERO));
  }

  @Test
  void an_event_of_an_earlier_session_is_not_taken_in() throws InterruptedException {
    mailbox.opened(session());
    mailbox.opened(session);
    mailbox.heard(session(), event());
    mailbox.close();

    assertThat(mailbox.take()).isInstanceOf(Mail.Closed.class);
  }

  @Test
  void a_lost_session_comes_before_what_it_had_said() throws InterruptedException {
    mailbox.opened(session);
    mailbox.heard(session, event());
    mailbox.lost("gone");

    assertThat(mailbox.take()).isEqualTo(new Mail.Lost("gone"));
  }

  @Test
  void an_overflow_throws_all_away_counts_it_and_asks_for_a_new_picture()
      throws InterruptedException {
    mailbox.opened(session);
    mailbox.take();

    IntStream.range(0, 4).forEach(i -> mailbox.heard(session, event()));
    AmiEvent after = event();
    mailbox.heard(session, after);

    assertThat(dropped).hasValue(4);
    assertThat(mailbox.take()).isInstanceOf(Mail.Sync.class);
    assertThat(mailbox.take()).isEqualTo(new Mail.Heard(after));
  }

  @Test
  void a_closed_mailbox_stays_closed() throws InterruptedException {
    mailbox.close();
    mailbox.opened(session);

    assertThat(mailbox.take()).isInstanceOf(Mail.Closed.class);
    assertThat(mailbox.take()).isInstanceOf(Mail.Closed.class);
  }

  @Test
  void a_list_comes_after_what_was_heard_before_it() throws InterruptedException {
    AmiEvent before = event();
    mailbox.opened(session);
    mailbox.take();
    mailbox.heard(session, before);
    Mail.Listed list = listed();
    mailbox.listed(session, list);

    assertThat(mailbox.take()).isEqualTo(new Mail.Heard(before));
    assertThat(mailbox.take()).isSameAs(list);
  }

  @Test
  void whoever_waits_for_something_that_is_thrown_away_waits_no_longer() {
    mailbox.opened(session);
    Mail.Listed late = listed();
    mailbox.listed(session(), late);
    assertThat(late.done()).isCancelled();

    Mail.Listed list = listed();
    Mail.Recheck recheck = new Mail.Recheck(new UniqueId("1.1"), new CompletableFuture<>());
    mailbox.listed(session, list);
    mailbox.doubted(recheck);
    mailbox.lost("gone");
    assertThat(list.done()).isCancelled();
    assertThat(recheck.done()).isCancelled();

    Mail.Recheck later = new Mail.Recheck(new UniqueId("1.1"), new CompletableFuture<>());
    mailbox.doubted(later);
    assertThat(later.done()).isCancelled();
  }

  private static Mail.Listed listed() {
    return new Mail.Listed(new ChannelSnapshot(List.of(), 0), new CompletableFuture<>());
  }

  private AmiEvent event() {
    return new AmiEvent("Hangup", Map.of("n", Integer.toString(++events)), false);
  }

  private static AmiSession session() {
    AsteriskPbx pbx =
        new AsteriskPbx(
            new PbxName("a"), "127.0.0.1", 5038, "rec", "s3cret", "/spool", ExtensionRules.NONE);
    return new AmiSession(pbx, LinkBounds.USUAL, (from, event) -> {});
  }
}
