package org.openrecorder.rest.api;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;
import java.util.function.Supplier;
import org.openrecorder.application.Answer;
import org.openrecorder.application.Failures;
import org.openrecorder.application.Refusal;
import org.openrecorder.rest.answer.Refused;
import org.openrecorder.rest.refusal.RefusalForm;

/** From what a use case answers to what HTTP answers. */
final class JsonAnswers {

  private JsonAnswers() {}

  /** Runs {@code work} and writes its answer, or the problem. */
  static <T> Response answer(Supplier<Answer<T>> work, Function<T, Response> granted) {
    return switch (Failures.caught(work)) {
      case Answer.Granted<T>(T value) -> granted.apply(value);
      case Answer.Refused<T>(Refusal refusal) -> Refused.as(RefusalForm.PROBLEM, refusal);
    };
  }

  static Response ok(View view) {
    return Response.ok(view, MediaType.APPLICATION_JSON_TYPE).build();
  }
}
