package org.openrecorder.application;

import java.util.function.Function;

/** The result of a use case: what was requested, or a rejection. */
public sealed interface Result<T> {

  /** The request succeeded. */
  record Success<T>(T value) implements Result<T> {}

  /** The request was rejected. */
  record Rejected<T>(Rejection rejection) implements Result<T> {}

  static <T> Result<T> success(T value) {
    return new Success<>(value);
  }

  static <T> Result<T> rejected(Rejection rejection) {
    return new Rejected<>(rejection);
  }

  static <T> Result<T> rejected(ErrorCode code, String message) {
    return new Rejected<>(Rejection.of(code, message));
  }

  /** The same with another value; a rejection is unchanged. */
  default <R> Result<R> map(Function<? super T, ? extends R> change) {
    return switch (this) {
      case Success<T>(T value) -> success(change.apply(value));
      case Rejected<T>(Rejection rejection) -> rejected(rejection);
    };
  }
}
