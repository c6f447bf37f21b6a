package org.openrecorder.asterisk;

import org.asteriskjava.manager.event.ManagerEvent;

/** What the link tells the thread that feeds the application. */
sealed interface Mail {

  /**
   * From here on every event of that session is in the mailbox; the picture has to be built anew.
   */
  record Sync(AmiSession session, String why) implements Mail {}

  /** The session of which events were in the mailbox is over. */
  record Lost(String why) implements Mail {}

  /** The PBX said this. */
  record Heard(ManagerEvent event) implements Mail {}

  /** No more will come. */
  record Closed() implements Mail {}
}
