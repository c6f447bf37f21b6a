package org.openrecorder.asterisk;

import java.util.concurrent.CompletableFuture;
import org.openrecorder.domain.call.UniqueId;

/** What the link tells the thread that feeds the application. */
sealed interface LinkMessage {

  /**
   * From here on every event of that session is in the mailbox; the live channels have to be asked
   * for anew.
   */
  record Sync(AmiSession session, String why) implements LinkMessage {}

  /** The session of which events were in the mailbox is over. */
  record Lost(String why) implements LinkMessage {}

  /** The PBX said this. */
  record Heard(AmiEvent event) implements LinkMessage {}

  /**
   * The PBX has listed its channels. All that it had said before the end of the list stands before
   * this.
   *
   * @param done is completed when the list was compared with what is known, or will not be
   */
  record Listed(ChannelSnapshot list, CompletableFuture<?> done) implements LinkMessage {}

  /**
   * What is known of one channel is to be compared with what the PBX answers.
   *
   * @param done as above
   */
  record Recheck(UniqueId channel, CompletableFuture<?> done) implements LinkMessage {}

  /** No more will come. */
  record Closed() implements LinkMessage {}

  /** It is thrown away. */
  default void dropped() {
    switch (this) {
      case Listed(ChannelSnapshot list, CompletableFuture<?> done) -> done.cancel(false);
      case Recheck(UniqueId channel, CompletableFuture<?> done) -> done.cancel(false);
      case Sync sync -> {}
      case Lost lost -> {}
      case Heard heard -> {}
      case Closed closed -> {}
    }
  }
}
