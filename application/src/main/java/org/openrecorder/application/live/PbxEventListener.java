package org.openrecorder.application.live;

import java.util.List;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.ChannelEvent;
import org.openrecorder.domain.call.ChannelName;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.call.UniqueId;

/**
 * Where the adapter of a PBX tells what it hears. It is called by one thread per PBX, in the order
 * in which the PBX spoke, and returns soon.
 */
public interface PbxEventListener {

  /**
   * The link is up and this is every channel of the PBX, oldest first; from here on every event is
   * told.
   */
  void inSync(PbxName pbx, List<Channel> snapshot);

  /**
   * The PBX has listed its channels, and everything that it had said before the end of the list was
   * told before this.
   *
   * @param listed every channel of the PBX, oldest first
   * @return how many channels were otherwise than known
   */
  int compared(PbxName pbx, List<Channel> listed);

  /** Something was said about the channel of that name, and it cannot be told what. */
  void doubted(PbxName pbx, ChannelName name);

  /** What is known of that channel may be wrong. */
  void doubted(PbxName pbx, UniqueId channel);

  /** The PBX said something about a channel. */
  void happened(PbxName pbx, ChannelEvent event);

  /** From here on events may be missed, until {@link #inSync}. Said again it changes nothing. */
  void lost(PbxName pbx, String why);
}
