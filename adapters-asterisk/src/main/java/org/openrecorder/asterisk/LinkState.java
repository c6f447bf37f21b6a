package org.openrecorder.asterisk;

import java.time.Instant;
import java.util.Optional;
import org.openrecorder.domain.call.PbxName;

/**
 * How a link is doing.
 *
 * @param loggedIn whether the PBX can be asked
 * @param inSync whether the live picture of the PBX is whole
 * @param since when {@code loggedIn} or {@code inSync} last changed
 * @param lastError why the link was last lost or could not be made; empty if it never failed
 * @param reconnects how often the link was made again after it had been up
 * @param droppedEvents how many events were thrown away because they came faster than they were
 *     taken in; each time the picture was built anew
 */
public record LinkState(
    PbxName pbx,
    boolean loggedIn,
    boolean inSync,
    Instant since,
    Optional<String> lastError,
    long reconnects,
    long droppedEvents) {

  static LinkState initial(PbxName pbx, Instant now) {
    return new LinkState(pbx, false, false, now, Optional.empty(), 0, 0);
  }

  LinkState up(Instant now, boolean again) {
    return new LinkState(
        pbx, true, false, now, lastError, again ? reconnects + 1 : reconnects, droppedEvents);
  }

  /** In sync, unless the link was lost meanwhile. */
  LinkState synced(Instant now) {
    return !loggedIn
        ? this
        : new LinkState(pbx, true, true, now, lastError, reconnects, droppedEvents);
  }

  LinkState unsynced(Instant now, String why) {
    return new LinkState(pbx, loggedIn, false, now, Optional.of(why), reconnects, droppedEvents);
  }

  LinkState down(Instant now, String why) {
    return new LinkState(
        pbx,
        false,
        false,
        loggedIn || inSync ? now : since,
        Optional.of(why),
        reconnects,
        droppedEvents);
  }

  LinkState dropped(long events) {
    return new LinkState(
        pbx, loggedIn, inSync, since, lastError, reconnects, droppedEvents + events);
  }
}
