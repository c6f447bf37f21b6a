package org.openrecorder.rest.legacy;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.openrecorder.application.Audit;
import org.openrecorder.application.Rejection;
import org.openrecorder.application.Result;
import org.openrecorder.application.legacy.LegacyApi;
import org.openrecorder.application.legacy.LegacyArgument;
import org.openrecorder.application.legacy.LegacyRequest;
import org.openrecorder.application.legacy.LegacyResult;
import org.openrecorder.domain.access.ApiPrincipal;
import org.openrecorder.rest.request.CurrentPrincipal;
import org.openrecorder.rest.request.MalformedRequestException;
import org.openrecorder.rest.request.ParameterCharset;
import org.openrecorder.rest.request.UrlEncoded;
import org.openrecorder.rest.request.UrlEncoded.Parameter;

/**
 * The methods of the old API by query string or form. Every type is accepted of the answer, as old
 * clients send any.
 */
@Path("/")
@Dependent
public class LegacyResource {

  private static final String METHOD = "method";

  private final LegacyApi api;
  private final Audit audit;
  private final LegacyGetAnswer usualAnswer;

  /**
   * Never called: RESTEasy looks for a constructor without parameters, and CDI uses the other one.
   */
  @SuppressWarnings("NullAway")
  public LegacyResource() {
    this.api = null;
    this.audit = null;
    this.usualAnswer = null;
  }

  @Inject
  public LegacyResource(LegacyApi api, Audit audit, LegacyGetAnswer usualAnswer) {
    this.api = api;
    this.audit = audit;
    this.usualAnswer = usualAnswer;
  }

  @GET
  public Response get(@Context HttpServletRequest request) {
    return answer(request, () -> query(request));
  }

  private static UrlEncoded query(HttpServletRequest request) {
    return UrlEncoded.empty().and(request.getQueryString(), ParameterCharset.UTF_8_OR_WINDOWS_1252);
  }

  /** A form; parameters of its URL count as well. */
  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response post(@Context HttpServletRequest request, InputStream form) {
    return answer(
        request, () -> query(request).and(form, ParameterCharset.of(request.getContentType())));
  }

  /** No form: what the client posts must be in the URL. */
  @POST
  @Consumes(MediaType.WILDCARD)
  public Response postWithoutForm(@Context HttpServletRequest request, InputStream body) {
    return answer(request, () -> withNothingBut(query(request), body));
  }

  private static UrlEncoded withNothingBut(UrlEncoded query, InputStream body) throws IOException {
    if (body.read() >= 0) {
      throw MalformedRequestException.because(
          "the body is neither a form nor SOAP by its Content-Type");
    }
    return query;
  }

  /** Reads the parameters of a request. */
  private interface Reading {
    UrlEncoded parameters() throws IOException;
  }

  private Response answer(HttpServletRequest request, Reading reading) {
    LegacyAnswers answers = answersTo(request);
    ApiPrincipal principal = CurrentPrincipal.request(request);
    try {
      return written(answers, api.call(read(principal, reading.parameters().inOrder())));
    } catch (MalformedRequestException unreadable) {
      return answers.refused(audit.unreadable(principal, unreadable.rejection()));
    } catch (IOException broken) {
      throw MalformedRequestException.because("the form was not sent to its end");
    }
  }

  private LegacyAnswers answersTo(HttpServletRequest request) {
    return switch (usualAnswer.to(request)) {
      case TEXT -> new TextAnswers();
      case AXIS -> new AxisAnswers();
    };
  }

  private static LegacyRequest read(ApiPrincipal principal, List<Parameter> parameters) {
    Map<Boolean, List<Parameter>> parted =
        parameters.stream()
            .collect(Collectors.partitioningBy(one -> one.name().equalsIgnoreCase(METHOD)));
    List<Parameter> methods = parted.getOrDefault(true, List.of());
    if (methods.size() > 1) {
      throw MalformedRequestException.because("the parameter method is given more than once");
    }
    return new LegacyRequest(
        principal,
        methods.stream().map(Parameter::value).findFirst(),
        parted.getOrDefault(false, List.of()).stream()
            .map(one -> LegacyArgument.of(one.name(), one.value()))
            .toList());
  }

  private static Response written(LegacyAnswers answers, Result<LegacyResult> result) {
    return switch (result) {
      case Result.Success<LegacyResult>(LegacyResult.Done done) -> answers.done(done);
      case Result.Success<LegacyResult>(LegacyResult.Audio audio) -> answers.audio(audio);
      case Result.Rejected<LegacyResult>(Rejection rejection) -> answers.refused(rejection);
    };
  }
}
