package org.openrecorder.domain.recording;

import org.openrecorder.domain.TextRules;

/**
 * What the PBX calls the recorder it runs for us (Asterisk's {@code MixMonitorID}). It is used
 * again for later recorders and so never identifies a recording; it only stops ours and nobody
 * else's.
 */
public record MixMonitorId(String value) {

  public MixMonitorId {
    TextRules.checked("the monitor id", value, 100);
  }

  @Override
  public String toString() {
    return value;
  }
}
