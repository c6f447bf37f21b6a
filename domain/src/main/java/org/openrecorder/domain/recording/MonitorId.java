package org.openrecorder.domain.recording;

import org.openrecorder.domain.Text;

/**
 * What the PBX calls the recorder it runs for us (Asterisk's {@code MixMonitorID}). It is used
 * again for later recorders and so never identifies a recording; it only stops ours and nobody
 * else's.
 */
public record MonitorId(String value) {

  public MonitorId {
    Text.checked("the monitor id", value, 100);
  }

  @Override
  public String toString() {
    return value;
  }
}
