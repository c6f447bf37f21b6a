package org.openrecorder.lab.phone;

import java.time.Duration;

/** What a phone does when it is called. */
public sealed interface Answering {
  /** Rings, and answers by itself after a while. */
  record After(Duration delay) implements Answering {}

  /** Rings until the test calls {@link PhoneCall#answer()}. */
  record ByHand() implements Answering {}

  static Answering after(Duration delay) {
    return new After(delay);
  }

  static Answering byHand() {
    return new ByHand();
  }
}
