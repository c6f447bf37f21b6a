package org.openrecorder.application;

import java.util.function.Function;

/** What a use case answers: what was asked for, or a refusal. */
public sealed interface Answer<T> {

  /** Yes. */
  record Granted<T>(T value) implements Answer<T> {}

  /** No. */
  record Refused<T>(Refusal refusal) implements Answer<T> {}

  static <T> Answer<T> granted(T value) {
    return new Granted<>(value);
  }

  static <T> Answer<T> refused(Refusal refusal) {
    return new Refused<>(refusal);
  }

  static <T> Answer<T> refused(RefusalCode code, String message) {
    return new Refused<>(Refusal.of(code, message));
  }

  /** The same with another value; a refusal stays as it is. */
  default <R> Answer<R> map(Function<? super T, ? extends R> change) {
    return switch (this) {
      case Granted<T>(T value) -> granted(change.apply(value));
      case Refused<T>(Refusal refusal) -> refused(refusal);
    };
  }
}
