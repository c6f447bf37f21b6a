package org.openrecorder.lab.phone;

/** Which way the audio of a call goes, as the session description says it. */
enum Direction {
  SEND_AND_RECEIVE("sendrecv"),
  SEND_ONLY("sendonly"),
  RECEIVE_ONLY("recvonly"),
  INACTIVE("inactive");

  private final String attribute;

  Direction(String attribute) {
    this.attribute = attribute;
  }

  String attribute() {
    return attribute;
  }

  /** What to answer to an offer of this direction. */
  Direction answered() {
    return switch (this) {
      case SEND_AND_RECEIVE -> SEND_AND_RECEIVE;
      case SEND_ONLY -> RECEIVE_ONLY;
      case RECEIVE_ONLY -> SEND_ONLY;
      case INACTIVE -> INACTIVE;
    };
  }

  static Direction in(String description) {
    for (Direction direction : values()) {
      if (description.contains("a=" + direction.attribute)) {
        return direction;
      }
    }
    return SEND_AND_RECEIVE;
  }
}
