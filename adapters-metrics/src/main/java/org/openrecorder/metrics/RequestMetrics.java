package org.openrecorder.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.function.Supplier;
import org.openrecorder.application.Result;
import org.openrecorder.application.recording.StartRecording;
import org.openrecorder.application.recording.StopRecording;
import org.openrecorder.application.retrieval.RetrieveRecording;

/** Times what callers wait for, the same for every endpoint: {@code openrecorder.requests}. */
public final class RequestMetrics {

  private final Stopwatch stopwatch;

  public RequestMetrics(MeterRegistry registry) {
    this.stopwatch =
        new Stopwatch(
            registry,
            "openrecorder.requests",
            "Time that starts, stops and retrieves took until they were answered");
  }

  public StartRecording timedStart(StartRecording start) {
    return request -> timed("start", () -> start.start(request));
  }

  public StopRecording timedStop(StopRecording stop) {
    return request -> timed("stop", () -> stop.stop(request));
  }

  /** Until the audio is open; sending it takes as long as the line of the caller needs. */
  public RetrieveRecording timedRetrieve(RetrieveRecording retrieve) {
    return request -> timed("retrieve", () -> retrieve.retrieve(request));
  }

  private <T> Result<T> timed(String operation, Supplier<Result<T>> work) {
    return stopwatch.time(Tags.of("operation", operation), work, RequestMetrics::outcome);
  }

  private static String outcome(Result<?> result) {
    return switch (result) {
      case Result.Success<?> granted -> "OK";
      case Result.Rejected<?> refused -> refused.rejection().code().name();
    };
  }
}
