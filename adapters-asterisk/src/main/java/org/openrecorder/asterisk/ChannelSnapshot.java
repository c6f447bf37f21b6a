package org.openrecorder.asterisk;

import java.util.List;
import org.openrecorder.domain.call.Channel;

/**
 * All channels of a PBX at one time.
 *
 * @param channels oldest first
 * @param unreadable how many more there are of which nothing can be told
 */
record ChannelSnapshot(List<Channel> channels, int unreadable) {

  ChannelSnapshot {
    channels = List.copyOf(channels);
  }
}
