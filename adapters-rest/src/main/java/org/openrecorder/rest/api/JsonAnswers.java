package org.openrecorder.rest.api;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;
import java.util.function.Supplier;
import org.openrecorder.application.ExceptionTranslator;
import org.openrecorder.application.Rejection;
import org.openrecorder.application.Result;
import org.openrecorder.rest.error.ErrorFormat;
import org.openrecorder.rest.response.RejectedException;

/** From what a use case answers to what HTTP answers. */
final class JsonAnswers {

  private JsonAnswers() {}

  /** Runs {@code work} and writes its answer, or the problem. */
  static <T> Response answer(Supplier<Result<T>> work, Function<T, Response> granted) {
    return switch (ExceptionTranslator.caught(work)) {
      case Result.Success<T>(T value) -> granted.apply(value);
      case Result.Rejected<T>(Rejection rejection) ->
          RejectedException.as(ErrorFormat.PROBLEM, rejection);
    };
  }

  static Response ok(View view) {
    return Response.ok(view, MediaType.APPLICATION_JSON_TYPE).build();
  }
}
