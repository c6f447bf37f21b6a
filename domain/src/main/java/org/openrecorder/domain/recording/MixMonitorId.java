package org.openrecorder.domain.recording;

import org.openrecorder.domain.TextRules;

/**
 * Asterisk's {@code MixMonitorID} of a MixMonitor that runs for this server. Asterisk reuses the
 * ids, so they never identify a recording; an id only serves to stop this server's MixMonitor and
 * no other.
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
