package org.openrecorder.application.live;

import java.util.List;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.ChannelEvent;
import org.openrecorder.domain.call.ChannelName;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.call.UniqueId;

/**
 * Receives what the adapter of a PBX hears. One thread per PBX calls it, in the order in which the
 * PBX sent; each method returns soon.
 */
public interface PbxEventListener {

  /**
   * The link is up and this is every channel of the PBX, oldest first; from here on every event is
   * delivered.
   */
  void inSync(PbxName pbx, List<Channel> snapshot);

  /**
   * The PBX has listed its channels. Everything that it sent before the end of the list was
   * delivered before this call.
   *
   * @param listed every channel of the PBX, oldest first
   * @return how many channels differed from what was known
   */
  int compared(PbxName pbx, List<Channel> listed);

  /** An event about the channel of that name could not be interpreted. */
  void doubted(PbxName pbx, ChannelName name);

  /** What is known of that channel may be wrong. */
  void doubted(PbxName pbx, UniqueId channel);

  /** The PBX sent an event about a channel. */
  void happened(PbxName pbx, ChannelEvent event);

  /** From here on events may be missed, until {@link #inSync}. A repeated call changes nothing. */
  void lost(PbxName pbx, String why);
}
