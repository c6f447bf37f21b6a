package org.openrecorder.web;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.openrecorder.application.Answer;
import org.openrecorder.application.Audit;
import org.openrecorder.application.Audit.Attempt;
import org.openrecorder.application.Failures;
import org.openrecorder.application.Refusal;
import org.openrecorder.application.identity.IdentifyBearer;
import org.openrecorder.application.identity.Unauthenticated;
import org.openrecorder.application.port.Credentials;
import org.openrecorder.domain.access.Caller;
import org.openrecorder.rest.request.CallerOf;

/**
 * Finds out who calls, and lets nobody else in: a client by its credentials or, if it sends none,
 * everybody on a trusted network, for the old API. Credentials that are wrong are refused on
 * trusted networks too. Only the description of the SOAP door is for all. Each refusal leaves an
 * audit row.
 */
public class CallerFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  private final transient Credentials credentials;
  private final transient IdentifyBearer bearers;
  private final transient Audit audit;
  private final transient Refusals refusals;

  @Inject
  public CallerFilter(
      Credentials credentials, IdentifyBearer bearers, Audit audit, Refusals refusals) {
    this.credentials = credentials;
    this.bearers = bearers;
    this.audit = audit;
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
    switch (Failures.caught(() -> callerOf(request))) {
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

  private Answer<Caller> callerOf(HttpServletRequest request) {
    String address = request.getRemoteAddr();
    List<String> headers = Collections.list(request.getHeaders("Authorization"));
    return switch (headers.size()) {
      case 0 -> trusted(request, address);
      case 1 -> authenticated(headers.getFirst(), address);
      default -> refused(address, "", "several Authorization headers");
    };
  }

  /** Networks are trusted for the old API only. */
  private Answer<Caller> trusted(HttpServletRequest request, String address) {
    return Optional.of(address)
        .filter(any -> Paths.asked(request).equals(LegacyUrl.PATH))
        .flatMap(credentials::trusted)
        .map(Answer::granted)
        .orElseGet(() -> refused(address, "", "no credentials, and the network is not trusted"));
  }

  private Answer<Caller> authenticated(String header, String address) {
    Optional<BearerToken> token = BearerToken.parse(header);
    return token.isPresent()
        ? authenticated(token.get(), address)
        : BasicCredentials.parse(header)
            .map(given -> authenticated(given, address))
            .orElseGet(() -> refused(address, "", "malformed credentials"));
  }

  private Answer<Caller> authenticated(BearerToken given, String address) {
    return noted(bearers.identify(given.value(), address), address, "");
  }

  private Answer<Caller> authenticated(BasicCredentials given, String address) {
    Optional<Caller> known = credentials.authenticate(given.name(), given.secret(), address);
    return known
        .map(Answer::granted)
        .orElseGet(() -> refused(address, given.name(), "unknown name or wrong secret"));
  }

  private Answer<Caller> refused(String address, String name, String trueReason) {
    return noted(Answer.refused(Unauthenticated.because(trueReason)), address, name);
  }

  private Answer<Caller> noted(Answer<Caller> answer, String address, String name) {
    return audit.noted(Attempt.of(Caller.unknown(address), "authenticate", name), answer);
  }
}
