package org.openrecorder.asterisk;

import java.time.Instant;
import java.util.Optional;
import org.openrecorder.domain.call.PbxName;

/**
 * How a link is doing.
 *
 * @param loggedIn whether the PBX can be asked
 * @param inSync whether the live channel state of the PBX is whole
 * @param since when {@code loggedIn} or {@code inSync} last changed
 * @param lastError why the link was last lost or could not be made; empty if it never failed
 * @param unreadableChannels how many channels of the PBX could not be read when it last listed them
 * @param counts what happened since the server was started
 */
public record LinkState(
    PbxName pbx,
    boolean loggedIn,
    boolean inSync,
    Instant since,
    Optional<String> lastError,
    int unreadableChannels,
    Counts counts) {

  /**
   * What happened on a link, each a total.
   *
   * @param reconnects how often the link was made again after it had been up
   * @param droppedEvents how many events were thrown away because they came faster than they were
   *     taken in; each time the channels were asked for anew
   * @param unreadableEvents how many events could not be read
   * @param corrections how many channels were other than events had told when the PBX listed them
   */
  public record Counts(
      long reconnects, long droppedEvents, long unreadableEvents, long corrections) {

    static final Counts NONE = new Counts(0, 0, 0, 0);
  }

  static LinkState initial(PbxName pbx, Instant now) {
    return new LinkState(pbx, false, false, now, Optional.empty(), 0, Counts.NONE);
  }

  public long reconnects() {
    return counts.reconnects();
  }

  public long droppedEvents() {
    return counts.droppedEvents();
  }

  public long unreadableEvents() {
    return counts.unreadableEvents();
  }

  public long corrections() {
    return counts.corrections();
  }

  LinkState up(Instant now, boolean again) {
    return new LinkState(pbx, true, false, now, lastError, 0, again ? plus(1, 0, 0, 0) : counts);
  }

  /** In sync, unless the link was lost meanwhile. */
  LinkState synced(Instant now) {
    return !loggedIn
        ? this
        : new LinkState(pbx, true, true, now, lastError, unreadableChannels, counts);
  }

  LinkState unsynced(Instant now, String why) {
    return new LinkState(pbx, loggedIn, false, now, Optional.of(why), unreadableChannels, counts);
  }

  LinkState down(Instant now, String why) {
    return new LinkState(
        pbx, false, false, loggedIn || inSync ? now : since, Optional.of(why), 0, counts);
  }

  LinkState dropped(long events) {
    return with(unreadableChannels, plus(0, events, 0, 0));
  }

  LinkState unreadableEvent() {
    return with(unreadableChannels, plus(0, 0, 1, 0));
  }

  LinkState compared(int corrected, int unreadable) {
    return with(unreadable, plus(0, 0, 0, corrected));
  }

  private Counts plus(long again, long dropped, long unreadable, long corrected) {
    return new Counts(
        counts.reconnects() + again,
        counts.droppedEvents() + dropped,
        counts.unreadableEvents() + unreadable,
        counts.corrections() + corrected);
  }

  private LinkState with(int unreadable, Counts now) {
    return new LinkState(pbx, loggedIn, inSync, since, lastError, unreadable, now);
  }
}
