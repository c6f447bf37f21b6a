package org.openrecorder.application.live;

import java.util.List;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.ChannelEvent;
import org.openrecorder.domain.call.PbxName;

/**
 * Where the adapter of a PBX tells what it hears. It is called by one thread per PBX, in the order
 * in which the PBX spoke, and returns soon.
 */
public interface PbxFeed {

  /**
   * The link is up and this is every channel of the PBX, oldest first; from here on every event is
   * told.
   */
  void inSync(PbxName pbx, List<Channel> snapshot);

  /** The PBX said something about a channel. */
  void happened(PbxName pbx, ChannelEvent event);

  /** From here on events may be missed, until {@link #inSync}. Said again it changes nothing. */
  void lost(PbxName pbx, String why);
}
