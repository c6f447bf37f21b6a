package org.openrecorder.systemtests;

import java.util.List;
import org.openrecorder.lab.ami.LiveChannel;
import org.openrecorder.lab.asterisk.AsteriskLab;
import org.openrecorder.lab.phone.PhoneCall;

/** What the PBX itself says that it records. */
final class RecordersOf {

  private RecordersOf() {}

  /** The ids after which the files are named that the channel of the call is recorded into. */
  static List<String> channel(AsteriskLab pbx, PhoneCall call) {
    return channel(pbx, pbx.channelOf(call));
  }

  /** The same of a channel. */
  static List<String> channel(AsteriskLab pbx, LiveChannel channel) {
    return pbx.manager().command("mixmonitor list " + channel.name()).stream()
        .filter(line -> line.contains("0x"))
        .map(line -> line.replaceAll(".*/([0-9a-f-]{36}).*", "$1"))
        .toList();
  }
}
