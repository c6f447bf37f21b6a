package org.openrecorder.web;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.openrecorder.application.Answer;
import org.openrecorder.application.Failures;
import org.openrecorder.application.Refusal;
import org.openrecorder.application.RefusalCode;
import org.openrecorder.application.denial.AccessDenials;
import org.openrecorder.application.denial.Denial;
import org.openrecorder.application.identity.IdentifyBearer;
import org.openrecorder.application.identity.Unauthenticated;
import org.openrecorder.application.port.Credentials;
import org.openrecorder.application.port.CredentialsBusy;
import org.openrecorder.domain.access.Caller;
import org.openrecorder.rest.request.CallerOf;
import org.openrecorder.web.limit.LoginTry;
import org.openrecorder.web.limit.Networks;

/**
 * Finds out who calls, and lets nobody else in: a client by its credentials or, if it sends none,
 * everybody on a trusted network, for the old API and not from a web page. Credentials that are
 * wrong are refused on trusted networks too. Only the description of the SOAP door is for all. Each
 * refusal is counted, and written down later: whoever it is can make as many as he likes.
 */
public class CallerFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  private static final String ACTION = "authenticate";

  /** When a place will be free to check a secret. */
  private static final Duration SOON = Duration.ofSeconds(1);

  private final transient Credentials credentials;
  private final transient IdentifyBearer bearers;
  private final transient WebPages pages;
  private final transient AccessDenials denials;
  private final transient Refusals refusals;

  @Inject
  public CallerFilter(
      Credentials credentials,
      IdentifyBearer bearers,
      WebPages pages,
      AccessDenials denials,
      Refusals refusals) {
    this.credentials = credentials;
    this.bearers = bearers;
    this.pages = pages;
    this.denials = denials;
    this.refusals = refusals;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (isForAll(request)) {
      chain.doFilter(request, response);
      return;
    }
    switch (known(request)) {
      case Answer.Granted<Caller>(Caller caller) -> {
        request.setAttribute(CallerOf.ATTRIBUTE, caller);
        chain.doFilter(request, response);
      }
      case Answer.Refused<Caller>(Refusal refusal) -> refusals.send(request, response, refusal);
    }
  }

  private static boolean isForAll(HttpServletRequest request) {
    return Paths.asked(request).equals(LegacyUrl.PATH)
        && LegacyUrl.of(request) == LegacyUrl.DESCRIPTION;
  }

  private Answer<Caller> known(HttpServletRequest request) {
    List<String> headers = Collections.list(request.getHeaders("Authorization"));
    Answer<Caller> answer = Failures.caught(() -> callerOf(request, headers));
    if (answer instanceof Answer.Refused<Caller>(Refusal refusal)) {
      note(request, headers, refusal);
    }
    learn(LoginGuardFilter.of(request), answer);
    return answer;
  }

  private void note(HttpServletRequest request, List<String> headers, Refusal refusal) {
    String address = request.getRemoteAddr();
    String name =
        headers.stream()
            .limit(1)
            .flatMap(header -> BasicCredentials.parse(header).stream())
            .map(BasicCredentials::name)
            .collect(Collectors.joining());
    denials.denied(
        new Denial(Networks.of(address), Caller.unknown(address), ACTION, name, refusal));
  }

  /** An answer that is neither yes nor no, such as that of a broken store, teaches nothing. */
  private static void learn(LoginTry attempt, Answer<Caller> answer) {
    switch (answer) {
      case Answer.Granted<Caller> yes -> attempt.succeeded();
      case Answer.Refused<Caller>(Refusal no) when no.code() == RefusalCode.UNAUTHENTICATED ->
          attempt.failed();
      case Answer.Refused<Caller> neither -> attempt.undecided();
    }
  }

  private Answer<Caller> callerOf(HttpServletRequest request, List<String> headers) {
    return switch (headers.size()) {
      case 0 -> trusted(request);
      case 1 -> authenticated(request, headers.getFirst());
      default -> refused("several Authorization headers");
    };
  }

  /** Networks are trusted for the old API only, and not for what web pages send from there. */
  private Answer<Caller> trusted(HttpServletRequest request) {
    return Optional.of(request.getRemoteAddr())
        .filter(any -> Paths.asked(request).equals(LegacyUrl.PATH))
        .flatMap(credentials::trusted)
        .map(
            caller ->
                pages
                    .objection(request)
                    .<Answer<Caller>>map(Answer::refused)
                    .orElseGet(() -> Answer.granted(caller)))
        .orElseGet(() -> refused("no credentials, and the network is not trusted"));
  }

  private Answer<Caller> authenticated(HttpServletRequest request, String header) {
    String address = request.getRemoteAddr();
    Optional<BearerToken> token = BearerToken.parse(header);
    return token.isPresent()
        ? bearers.identify(token.get().value(), address)
        : BasicCredentials.parse(header)
            .map(given -> authenticated(given, address, LoginGuardFilter.of(request)))
            .orElseGet(() -> refused("malformed credentials"));
  }

  private Answer<Caller> authenticated(BasicCredentials given, String address, LoginTry attempt) {
    try {
      return credentials
          .authenticate(given.name(), given.secret(), address)
          .map(Answer::granted)
          .orElseGet(() -> refused("unknown name or wrong secret"));
    } catch (CredentialsBusy busy) {
      if (busy.hasWaited()) {
        attempt.failed();
      }
      return Answer.refused(RateLimited.of("logins at once", SOON));
    }
  }

  private static Answer<Caller> refused(String trueReason) {
    return Answer.refused(Unauthenticated.because(trueReason));
  }
}
