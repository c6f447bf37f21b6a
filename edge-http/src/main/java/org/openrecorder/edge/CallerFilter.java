package org.openrecorder.edge;

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
import org.openrecorder.application.ErrorCode;
import org.openrecorder.application.ExceptionTranslator;
import org.openrecorder.application.Rejection;
import org.openrecorder.application.Result;
import org.openrecorder.application.denial.AccessDenials;
import org.openrecorder.application.denial.Denial;
import org.openrecorder.application.identity.AuthenticateToken;
import org.openrecorder.application.identity.Unauthenticated;
import org.openrecorder.application.port.ClientAuthenticator;
import org.openrecorder.application.port.CredentialsBusyException;
import org.openrecorder.domain.access.ApiPrincipal;
import org.openrecorder.edge.limit.AddressPrefix;
import org.openrecorder.edge.limit.LoginTry;
import org.openrecorder.rest.request.CurrentPrincipal;

/**
 * Authenticates, and lets no other request in: a client by its credentials or, if it sends none,
 * any sender on a trusted network, for the old API and not from a web page. Credentials that are
 * wrong are refused on trusted networks too. Only the description of the SOAP endpoint is for all.
 * Each rejection is counted, and written down later: a stranger can make any number of requests.
 */
public class CallerFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  private static final String ACTION = "authenticate";

  /** When a place will be free to check a secret. */
  private static final Duration SOON = Duration.ofSeconds(1);

  private final transient ClientAuthenticator authenticator;
  private final transient AuthenticateToken bearers;
  private final transient WebPages pages;
  private final transient AccessDenials denials;
  private final transient ErrorResponses rejections;

  @Inject
  public CallerFilter(
      ClientAuthenticator authenticator,
      AuthenticateToken bearers,
      WebPages pages,
      AccessDenials denials,
      ErrorResponses rejections) {
    this.authenticator = authenticator;
    this.bearers = bearers;
    this.pages = pages;
    this.denials = denials;
    this.rejections = rejections;
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
      case Result.Success<ApiPrincipal>(ApiPrincipal principal) -> {
        request.setAttribute(CurrentPrincipal.ATTRIBUTE, principal);
        chain.doFilter(request, response);
      }
      case Result.Rejected<ApiPrincipal>(Rejection rejection) ->
          rejections.send(request, response, rejection);
    }
  }

  private static boolean isForAll(HttpServletRequest request) {
    return Paths.asked(request).equals(LegacyUrl.PATH)
        && LegacyUrl.of(request) == LegacyUrl.DESCRIPTION;
  }

  private Result<ApiPrincipal> known(HttpServletRequest request) {
    List<String> headers = Collections.list(request.getHeaders("Authorization"));
    Result<ApiPrincipal> result = ExceptionTranslator.caught(() -> callerOf(request, headers));
    if (result instanceof Result.Rejected<ApiPrincipal>(Rejection rejection)) {
      note(request, headers, rejection);
    }
    learn(LoginGuardFilter.of(request), result);
    return result;
  }

  private void note(HttpServletRequest request, List<String> headers, Rejection rejection) {
    String address = request.getRemoteAddr();
    String name =
        headers.stream()
            .limit(1)
            .flatMap(header -> BasicCredentials.parse(header).stream())
            .map(BasicCredentials::name)
            .collect(Collectors.joining());
    denials.denied(
        new Denial(
            AddressPrefix.of(address), ApiPrincipal.unknown(address), ACTION, name, rejection));
  }

  /** An answer that is neither yes nor no, such as that of a broken store, teaches nothing. */
  private static void learn(LoginTry attempt, Result<ApiPrincipal> result) {
    switch (result) {
      case Result.Success<ApiPrincipal> yes -> attempt.succeeded();
      case Result.Rejected<ApiPrincipal>(Rejection rejection)
          when rejection.code() == ErrorCode.UNAUTHENTICATED ->
          attempt.failed();
      case Result.Rejected<ApiPrincipal> neither -> attempt.undecided();
    }
  }

  private Result<ApiPrincipal> callerOf(HttpServletRequest request, List<String> headers) {
    return switch (headers.size()) {
      case 0 -> trusted(request);
      case 1 -> authenticated(request, headers.getFirst());
      default -> refused("several Authorization headers");
    };
  }

  /** Networks are trusted for the old API only, and not for what web pages send from there. */
  private Result<ApiPrincipal> trusted(HttpServletRequest request) {
    return Optional.of(request.getRemoteAddr())
        .filter(any -> Paths.asked(request).equals(LegacyUrl.PATH))
        .flatMap(authenticator::trusted)
        .map(
            principal ->
                pages
                    .objection(request)
                    .<Result<ApiPrincipal>>map(Result::rejected)
                    .orElseGet(() -> Result.success(principal)))
        .orElseGet(() -> refused("no credentials, and the network is not trusted"));
  }

  private Result<ApiPrincipal> authenticated(HttpServletRequest request, String header) {
    String address = request.getRemoteAddr();
    Optional<BearerToken> token = BearerToken.parse(header);
    return token.isPresent()
        ? bearers.identify(token.get().value(), address)
        : BasicCredentials.parse(header)
            .map(given -> authenticated(given, address, LoginGuardFilter.of(request)))
            .orElseGet(() -> refused("malformed credentials"));
  }

  private Result<ApiPrincipal> authenticated(
      BasicCredentials given, String address, LoginTry attempt) {
    try {
      return authenticator
          .authenticate(given.name(), given.secret(), address)
          .map(Result::success)
          .orElseGet(() -> refused("unknown name or wrong secret"));
    } catch (CredentialsBusyException busy) {
      if (busy.hasWaited()) {
        attempt.failed();
      }
      return Result.rejected(RateLimited.of("logins at once", SOON));
    }
  }

  private static Result<ApiPrincipal> refused(String trueReason) {
    return Result.rejected(Unauthenticated.because(trueReason));
  }
}
