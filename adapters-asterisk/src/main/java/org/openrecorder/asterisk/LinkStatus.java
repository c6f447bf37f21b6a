package org.openrecorder.asterisk;

import java.time.InstantSource;
import org.openrecorder.domain.call.PbxName;

/** How the link is doing, kept up by the threads that know a part of it each. */
final class LinkStatus {

  private final InstantSource clock;
  private volatile LinkState state;

  LinkStatus(PbxName pbx, InstantSource clock) {
    this.clock = clock;
    this.state = LinkState.initial(pbx, clock.instant());
  }

  LinkState now() {
    return state;
  }

  synchronized void up(boolean again) {
    state = state.up(clock.instant(), again);
  }

  synchronized void synced() {
    state = state.synced(clock.instant());
  }

  synchronized void unsynced(String why) {
    state = state.unsynced(clock.instant(), why);
  }

  synchronized void down(String why) {
    state = state.down(clock.instant(), why);
  }

  synchronized void dropped(long events) {
    state = state.dropped(events);
  }

  synchronized void unreadableEvent() {
    state = state.unreadableEvent();
  }

  synchronized void compared(int corrected, int unreadable) {
    state = state.compared(corrected, unreadable);
  }
}
