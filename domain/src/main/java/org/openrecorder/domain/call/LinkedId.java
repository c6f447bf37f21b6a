package org.openrecorder.domain.call;

import java.util.Optional;
import org.openrecorder.domain.TextRules;

/**
 * Asterisk's {@code Linkedid}: the unique id of the channel that began the call, shared by all
 * channels of the call. Any text that is valid as a {@link UniqueId}.
 */
public record LinkedId(String value) {

  public LinkedId {
    TextRules.checked("the linked id", value, UniqueId.MOST);
  }

  public static LinkedId of(UniqueId first) {
    return new LinkedId(first.value());
  }

  /** When the call began; empty where the originator chose the id. */
  public Optional<IdTimestamp> birth() {
    return IdTimestamp.of(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
