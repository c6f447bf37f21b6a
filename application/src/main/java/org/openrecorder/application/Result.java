package org.openrecorder.application;

import java.util.function.Function;

/** What a use case answers: what was asked for, or a rejection. */
public sealed interface Result<T> {

  /** Yes. */
  record Success<T>(T value) implements Result<T> {}

  /** No. */
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

  /** The same with another value; a rejection stays as it is. */
  default <R> Result<R> map(Function<? super T, ? extends R> change) {
    return switch (this) {
      case Success<T>(T value) -> success(change.apply(value));
      case Rejected<T>(Rejection rejection) -> rejected(rejection);
    };
  }
}
