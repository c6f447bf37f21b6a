package org.openrecorder.asterisk;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.openrecorder.application.live.PbxEventListener;
import org.openrecorder.application.port.PbxUnavailableException;
import org.openrecorder.asterisk.AmiEventTranslator.Reading;
import org.openrecorder.domain.call.ChannelEvent;
import org.openrecorder.domain.call.ChannelName;
import org.openrecorder.domain.call.UniqueId;

/**
 * Empties the mailbox of one PBX into the application, in order, on a thread of its own. Events
 * that come while the list of channels is asked for wait in the mailbox and are told after it: an
 * event that the list knew already changes nothing.
 */
final class EventDispatcher implements Runnable {

  private static final Logger LOG = System.getLogger(EventDispatcher.class.getName());

  /** How many channels of events that cannot be read are asked about in a second. */
  private static final int MOST_ASKED_ABOUT = 20;

  private final AsteriskPbx pbx;
  private final EventQueue queue;
  private final PbxEventListener feed;
  private final LinkStatus status;
  private final AmiEventTranslator translation;
  private final ChannelSnapshotQuery channelList;
  private final Runnable compareSoon;
  private final LogThrottle complaints = new LogThrottle(Duration.ofMinutes(1));
  private final LogThrottle unreadable = new LogThrottle(Duration.ofMinutes(1));
  private final LogThrottle corrections = new LogThrottle(Duration.ofMinutes(1));
  private final Budget questions = new Budget(MOST_ASKED_ABOUT, Duration.ofSeconds(1));

  /**
   * A feeder.
   *
   * @param compareSoon is run when there is reason to compare what is known with the PBX's own list
   */
  EventDispatcher(
      AsteriskPbx pbx,
      EventQueue queue,
      PbxEventListener feed,
      LinkStatus status,
      AmiEventTranslator translation,
      ChannelSnapshotQuery channelList,
      Runnable compareSoon) {
    this.pbx = pbx;
    this.queue = queue;
    this.feed = feed;
    this.status = status;
    this.translation = translation;
    this.channelList = channelList;
    this.compareSoon = compareSoon;
  }

  @Override
  public void run() {
    try {
      LinkMessage message = queue.take();
      while (!(message instanceof LinkMessage.Closed)) {
        handle(message);
        message = queue.take();
      }
      handle(new LinkMessage.Lost("the link is closed"));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Whatever a PBX sends and whatever the application does with it, the next mail is handled too.
   */
  private void handle(LinkMessage message) {
    try {
      take(message);
    } catch (RuntimeException e) {
      complaints.run(
          () -> LOG.log(Level.ERROR, "PBX " + pbx.name() + ": could not take in what it said", e));
    }
  }

  private void take(LinkMessage message) {
    switch (message) {
      case LinkMessage.Heard(AmiEvent event) -> tell(event);
      case LinkMessage.Listed(ChannelSnapshot list, CompletableFuture<?> done) ->
          compare(list, done);
      case LinkMessage.Recheck(UniqueId channel, CompletableFuture<?> done) ->
          recheck(channel, done);
      case LinkMessage.Sync(AmiSession session, String why) -> synchronise(session, why);
      case LinkMessage.Lost(String why) -> feed.lost(pbx.name(), why);
      case LinkMessage.Closed() -> {}
    }
  }

  private void tell(AmiEvent event) {
    switch (translation.read(event)) {
      case Reading.Meaning(List<ChannelEvent> meaning) ->
          meaning.forEach(one -> feed.happened(pbx.name(), one));
      case Reading.Unreadable(Optional<ChannelName> about, String text) ->
          tellUnreadable(about, text);
    }
  }

  /** What it was about is asked of the PBX at once if there is a clue, and of all channels soon. */
  private void tellUnreadable(Optional<ChannelName> about, String text) {
    status.unreadableEvent();
    compareSoon.run();
    unreadable.run(
        () ->
            LOG.log(
                Level.WARNING,
                "PBX {0}: an event cannot be read, channels are compared with its list ({1} such"
                    + " events so far): {2}",
                pbx.name(),
                Long.toString(status.now().unreadableEvents()),
                text));
    about.filter(name -> questions.take()).ifPresent(name -> feed.doubted(pbx.name(), name));
  }

  private void compare(ChannelSnapshot list, CompletableFuture<?> done) {
    try {
      corrected(feed.compared(pbx.name(), list.channels()), list);
      done.complete(null);
    } finally {
      done.cancel(false);
    }
  }

  private void corrected(int count, ChannelSnapshot list) {
    status.compared(count, list.unreadable());
    if (count > 0) {
      corrections.run(
          () ->
              LOG.log(
                  Level.INFO,
                  "PBX {0}: {1} channels were other than its events had told",
                  pbx.name(),
                  count));
    }
    tellOfHidden(list);
  }

  private void tellOfHidden(ChannelSnapshot list) {
    if (list.unreadable() > 0) {
      unreadable.run(
          () ->
              LOG.log(
                  Level.WARNING,
                  "PBX {0}: {1} of its {2} channels cannot be read and cannot be recorded",
                  pbx.name(),
                  list.unreadable(),
                  list.unreadable() + list.channels().size()));
    }
  }

  private void recheck(UniqueId channel, CompletableFuture<?> done) {
    try {
      feed.doubted(pbx.name(), channel);
      done.complete(null);
    } finally {
      done.cancel(false);
    }
  }

  private void synchronise(AmiSession session, String why) {
    try {
      doubt(why);
      show(session.asterisk());
    } catch (PbxUnavailableException noList) {
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
          () -> LOG.log(Level.WARNING, "PBX {0}: resynchronizing channels: {1}", pbx.name(), why));
    }
    feed.lost(pbx.name(), why);
  }

  private void show(String asterisk) {
    long begin = System.nanoTime();
    ChannelSnapshot list = channelList.ask();
    feed.inSync(pbx.name(), list.channels());
    status.synced();
    status.compared(0, list.unreadable());
    LOG.log(
        Level.INFO,
        "PBX {0}: in sync with {1}, {2} channels in {3} ms",
        pbx.name(),
        asterisk,
        list.channels().size(),
        Duration.ofNanos(System.nanoTime() - begin).toMillis());
    tellOfHidden(list);
  }
}
