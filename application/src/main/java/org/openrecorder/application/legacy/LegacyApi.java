package org.openrecorder.application.legacy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.openrecorder.application.Audit;
import org.openrecorder.application.Audit.AuditedAction;
import org.openrecorder.application.ErrorCode;
import org.openrecorder.application.ExceptionTranslator;
import org.openrecorder.application.Rejection;
import org.openrecorder.application.Result;
import org.openrecorder.application.recording.StartRecording;
import org.openrecorder.application.recording.StopRecording;
import org.openrecorder.application.retrieval.RetrieveRecording;
import org.openrecorder.application.retrieval.RetrieveRecording.Which;
import org.openrecorder.domain.InvalidValue;
import org.openrecorder.domain.access.Username;
import org.openrecorder.domain.call.ChannelIdentifier;
import org.openrecorder.domain.call.Tag;
import org.openrecorder.domain.call.UniqueId;
import org.openrecorder.domain.recording.FollowRule;

/**
 * Runs one request of the old API. Never throws: every failure is a rejection with an error code.
 * Requests that cannot be read leave an audit record as rejected ones do.
 */
public final class LegacyApi {

  private final StartRecording start;
  private final StopRecording stop;
  private final RetrieveRecording retrieve;
  private final Audit audit;
  private final Set<LegacyMethod> withoutProof;
  private final FollowRule ringing;

  /** An API of which everything may be called without proof of identity. */
  public LegacyApi(
      StartRecording start, StopRecording stop, RetrieveRecording retrieve, Audit audit) {
    this(start, stop, retrieve, audit, Set.of(LegacyMethod.values()), FollowRule.ONE_PHONE);
  }

  /**
   * Creates the API.
   *
   * @param withoutProof the methods open to a client that is only trusted for its network
   * @param ringing what a start on a ringing telephone applies to
   */
  public LegacyApi(
      StartRecording start,
      StopRecording stop,
      RetrieveRecording retrieve,
      Audit audit,
      Set<LegacyMethod> withoutProof,
      FollowRule ringing) {
    this.start = start;
    this.stop = stop;
    this.retrieve = retrieve;
    this.audit = audit;
    this.withoutProof = Set.copyOf(withoutProof);
    this.ringing = ringing;
  }

  /** The result of the request; the caller of this method closes the audio. */
  public Result<LegacyResult> call(LegacyRequest request) {
    return ExceptionTranslator.caught(() -> read(request));
  }

  private Result<LegacyResult> read(LegacyRequest request) {
    try {
      return run(request);
    } catch (Unreadable unreadable) {
      return audit.noted(attempt(request), Result.rejected(unreadable.rejection));
    }
  }

  private static AuditedAction attempt(LegacyRequest request) {
    String written = request.method().orElse("");
    return named(written)
        .map(method -> AuditedAction.of(request.caller(), method.wireName(), ""))
        .orElseGet(() -> AuditedAction.of(request.caller(), "unknown method", written));
  }

  private Result<LegacyResult> run(LegacyRequest request) {
    LegacyMethod method = method(request);
    if (!request.caller().proven() && !withoutProof.contains(method)) {
      throw new Unreadable(
          ErrorCode.FORBIDDEN, "this method takes a client's name and secret, or its token");
    }
    Given given = new Given(Parameters.of(method, request.arguments()));
    return switch (method) {
      case START -> start(request, given);
      case STOP -> stop(request, given);
      case RETRIEVE ->
          retrieve(request, method, given, new Which.ByTag(given.read("tag", Tag::new)));
      case RETRIEVE_BY_UNIQUE_ID ->
          retrieve(
              request, method, given, new Which.ByUniqueId(given.read("uniqueId", UniqueId::new)));
    };
  }

  private static LegacyMethod method(LegacyRequest request) {
    String name =
        request.method().filter(text -> !text.isBlank()).orElseThrow(() -> missing("method"));
    return named(name)
        .orElseThrow(
            () ->
                new Unreadable(
                    ErrorCode.UNKNOWN_METHOD,
                    "the method is none of start, stop, retrieve, retrieveByUniqueId"));
  }

  private static Optional<LegacyMethod> named(String written) {
    return LegacyMethod.named(Parameters.trimmed(written));
  }

  private Result<LegacyResult> start(LegacyRequest request, Given given) {
    ChannelIdentifier which = given.read("extenOrUniqueId", ChannelIdentifier::parse);
    Tag tag = given.read("tag", Tag::new);
    return start
        .start(new StartRecording.Request(request.caller(), which, tag, ringing))
        .map(recording -> new LegacyResult.Done(LegacyMethod.START, recording));
  }

  private Result<LegacyResult> stop(LegacyRequest request, Given given) {
    ChannelIdentifier which = given.read("extenOrUniqueId", ChannelIdentifier::parse);
    return stop.stop(new StopRecording.Request(request.caller(), which))
        .map(recording -> new LegacyResult.Done(LegacyMethod.STOP, recording));
  }

  private Result<LegacyResult> retrieve(
      LegacyRequest request, LegacyMethod method, Given given, Which which) {
    Username username = given.read("username", Username::new);
    return retrieve
        .retrieve(new RetrieveRecording.Request(request.caller(), which, username))
        .map(retrieved -> new LegacyResult.Audio(method, retrieved));
  }

  private static Unreadable missing(String name) {
    return new Unreadable(ErrorCode.MISSING_PARAMETER, "the parameter " + name + " is missing");
  }

  /** The parameters of one request, as values. */
  private record Given(Parameters parameters) {

    <T> T read(String name, Function<String, T> type) {
      String value = only(name, parameters.of(name));
      try {
        return type.apply(value);
      } catch (InvalidValue invalid) {
        throw new Unreadable(
            ErrorCode.INVALID_PARAMETER,
            "the parameter " + name + " is invalid: " + invalid.getMessage());
      }
    }

    private static String only(String name, List<String> values) {
      if (values.size() > 1) {
        throw new Unreadable(
            ErrorCode.INVALID_PARAMETER, "the parameter " + name + " is given more than once");
      }
      return values.stream()
          .filter(text -> !text.isBlank())
          .findFirst()
          .orElseThrow(() -> missing(name));
    }
  }

  /** A request that cannot be read or run; carries the rejection out of the depth of parsing. */
  private static final class Unreadable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Rejection rejection;

    Unreadable(ErrorCode code, String message) {
      super(message);
      this.rejection = Rejection.of(code, message);
    }
  }
}
