package org.openrecorder.domain.call;

import org.openrecorder.domain.InvalidValue;

/**
 * Asterisk's {@code Linkedid}: the unique id of the channel that began the call, shared by all
 * channels of the call.
 */
public record LinkedId(String value) {

  public LinkedId {
    if (!UniqueId.hasShapeOf(value)) {
      throw new InvalidValue(
          "the linked id is not of the form digits.digits or name-digits.digits");
    }
  }

  public static LinkedId of(UniqueId first) {
    return new LinkedId(first.value());
  }

  @Override
  public String toString() {
    return value;
  }
}
