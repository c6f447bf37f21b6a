package org.openrecorder.asterisk;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import org.asteriskjava.manager.event.ManagerEvent;
import org.openrecorder.application.live.PbxFeed;
import org.openrecorder.application.port.PbxUnavailable;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.ChannelEvent;

/**
 * Empties the mailbox of one PBX into the application, in order, on a thread of its own. Events
 * that come while the list of channels is asked for wait in the mailbox and are told after it: an
 * event that the list knew already changes nothing.
 */
final class Feeder implements Runnable {

  private static final Logger LOG = System.getLogger(Feeder.class.getName());

  private final AsteriskPbx pbx;
  private final Mailbox mailbox;
  private final PbxFeed feed;
  private final LinkStatus status;
  private final EventTranslation translation;
  private final ChannelList channelList;
  private final Rarely complaints = new Rarely(Duration.ofMinutes(1));

  Feeder(AsteriskPbx pbx, Mailbox mailbox, PbxFeed feed, LinkStatus status) {
    this.pbx = pbx;
    this.mailbox = mailbox;
    this.feed = feed;
    this.status = status;
    this.translation = new EventTranslation(pbx.name());
    this.channelList = new ChannelList(translation);
  }

  @Override
  public void run() {
    try {
      Mail mail = mailbox.take();
      while (!(mail instanceof Mail.Closed)) {
        handle(mail);
        mail = mailbox.take();
      }
      handle(new Mail.Lost("the link is closed"));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Whatever a PBX sends and whatever the application does with it, the next mail is handled too.
   */
  private void handle(Mail mail) {
    try {
      take(mail);
    } catch (RuntimeException e) {
      complaints.run(
          () -> LOG.log(Level.ERROR, "PBX " + pbx.name() + ": could not take in what it said", e));
    }
  }

  private void take(Mail mail) {
    switch (mail) {
      case Mail.Heard(ManagerEvent event) -> tell(event);
      case Mail.Sync(AmiSession session, String why) -> synchronise(session, why);
      case Mail.Lost(String why) -> feed.lost(pbx.name(), why);
      case Mail.Closed() -> {}
    }
  }

  private void tell(ManagerEvent event) {
    for (ChannelEvent meaning : translation.translate(event)) {
      feed.happened(pbx.name(), meaning);
    }
  }

  private void synchronise(AmiSession session, String why) {
    try {
      doubt(why);
      show(session);
    } catch (PbxUnavailable noList) {
      session.end(String.valueOf(noList.getMessage()));
    } catch (RuntimeException e) {
      session.end("the application could not take in the list of channels");
      throw e;
    }
  }

  private void doubt(String why) {
    if (status.now().inSync()) {
      status.unsynced(why);
      complaints.run(
          () -> LOG.log(Level.WARNING, "PBX {0}: the picture is built anew: {1}", pbx.name(), why));
    }
    feed.lost(pbx.name(), why);
  }

  private void show(AmiSession session) {
    long begin = System.nanoTime();
    List<Channel> channels = channelList.ask(session);
    feed.inSync(pbx.name(), channels);
    status.synced();
    LOG.log(
        Level.INFO,
        "PBX {0}: in sync with {1}, {2} channels in {3} ms",
        pbx.name(),
        session.asterisk(),
        channels.size(),
        Duration.ofNanos(System.nanoTime() - begin).toMillis());
  }
}
