package org.openrecorder.application.port;

import java.util.Optional;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.ChannelName;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.call.UniqueId;

/**
 * What the PBXs themselves report of their channels. The live channel state is a copy, kept from
 * events that can be missed, misread or forged: before a client gets a response that would be wrong
 * if the copy were, the server queries the PBX. Each method that queries takes at most 1.5 s and
 * throws {@link PbxUnavailableException} if the PBX does not respond.
 */
public interface ChannelSource {

  /** A query that is under way. */
  interface Inquiry {

    /**
     * Waits for the response.
     *
     * @return whether everything is as it was assumed to be
     * @throws PbxUnavailableException if there is no response in time
     */
    boolean confirmed();
  }

  /**
   * Asks whether the channel exists with that name, in that call, answered or not, as it is known
   * here, and does not wait for the response.
   */
  Inquiry confirm(Channel known);

  /** The channel as it is now; empty if the PBX has none with that unique id. */
  Optional<Channel> find(PbxName pbx, UniqueId channel);

  /** The channel as it is now; empty if the PBX has none of that name. */
  Optional<Channel> find(PbxName pbx, ChannelName name);

  /**
   * Has the component that maintains the live channel state compare one channel with what the PBX
   * reports, and waits for that. Does nothing if the PBX does not respond.
   */
  void recheck(PbxName pbx, UniqueId channel);

  /**
   * The same for all channels of the PBX. A comparison made a short time ago, 0.5 s or ten times as
   * long as the PBX's list takes, counts.
   */
  void refresh(PbxName pbx);

  /** What is known of that PBX may be wrong: its channels are compared soon. Returns at once. */
  void doubt(PbxName pbx);
}
