package org.openrecorder.application.port;

import java.util.Optional;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.ChannelName;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.call.UniqueId;

/**
 * What the PBXs themselves say of their channels. The live state is a copy, kept from events that
 * can be missed, misread or forged: before a client is told something that would be a lie if the
 * copy were wrong, this is asked. Each method that asks takes at most 1.5 s and throws {@link
 * PbxUnavailableException} if the PBX does not answer.
 */
public interface ChannelSource {

  /** A question that is under way. */
  interface Inquiry {

    /**
     * Waits for the answer.
     *
     * @return whether all is as it was taken to be
     * @throws PbxUnavailableException if there is none in time
     */
    boolean confirmed();
  }

  /**
   * Asks whether the channel is there with that name, in that call, answered or not, as it is
   * known, and does not wait for the answer.
   */
  Inquiry confirm(Channel known);

  /** The channel as it is now; empty if the PBX has none with that unique id. */
  Optional<Channel> find(PbxName pbx, UniqueId channel);

  /** The channel as it is now; empty if the PBX has none of that name. */
  Optional<Channel> find(PbxName pbx, ChannelName name);

  /**
   * Has what is known of one channel compared with what the PBX says, by the code that feeds the
   * live state, and waits for that. Does nothing if the PBX does not answer.
   */
  void recheck(PbxName pbx, UniqueId channel);

  /**
   * The same for all channels of the PBX. Where they were compared a short time ago, 0.5 s or ten
   * times as long as its list takes, that counts.
   */
  void refresh(PbxName pbx);

  /** What is known of that PBX may be wrong: its channels are compared soon. Returns at once. */
  void doubt(PbxName pbx);
}
