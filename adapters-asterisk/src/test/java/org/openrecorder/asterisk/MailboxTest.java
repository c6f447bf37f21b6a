package org.openrecorder.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.asteriskjava.manager.event.HangupEvent;
import org.asteriskjava.manager.event.ManagerEvent;
import org.junit.jupiter.api.Test;
import org.openrecorder.domain.call.PbxName;

class MailboxTest {

  private final AtomicLong dropped = new AtomicLong();
  private final Mailbox mailbox = new Mailbox(3, dropped::addAndGet);
  private final AmiSession session = session();

  @Test
  void events_come_out_in_order_after_the_session_they_belong_to() throws InterruptedException {
    ManagerEvent first = new HangupEvent(this);
    ManagerEvent second = new HangupEvent(this);
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

    mailbox.heard(session, new HangupEvent(this));
    mailbox.heard(session, new HangupEvent(this));
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
    mailbox.heard(session(), new HangupEvent(this));
    mailbox.close();

    assertThat(mailbox.take()).isInstanceOf(Mail.Closed.class);
  }

  @Test
  void a_lost_session_comes_before_what_it_had_said() throws InterruptedException {
    mailbox.opened(session);
    mailbox.heard(session, new HangupEvent(this));
    mailbox.lost("gone");

    assertThat(mailbox.take()).isEqualTo(new Mail.Lost("gone"));
  }

  @Test
  void an_overflow_throws_all_away_counts_it_and_asks_for_a_new_picture()
      throws InterruptedException {
    mailbox.opened(session);
    mailbox.take();

    IntStream.range(0, 4).forEach(i -> mailbox.heard(session, new HangupEvent(this)));
    ManagerEvent after = new HangupEvent(this);
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

  private static AmiSession session() {
    AsteriskPbx pbx =
        new AsteriskPbx(new PbxName("a"), "127.0.0.1", 5038, "rec", "s3cret", "/spool");
    return new AmiSession(pbx, LinkBounds.USUAL, (from, event) -> {});
  }
}
