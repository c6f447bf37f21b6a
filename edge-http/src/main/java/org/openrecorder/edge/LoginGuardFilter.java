package org.openrecorder.edge;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.openrecorder.application.Rejection;
import org.openrecorder.application.denial.AccessDenials;
import org.openrecorder.application.denial.Denial;
import org.openrecorder.domain.access.ApiPrincipal;
import org.openrecorder.edge.limit.AddressPrefix;
import org.openrecorder.edge.limit.LoginGuard;
import org.openrecorder.edge.limit.LoginGuard.Login;
import org.openrecorder.edge.limit.LoginTry;

/**
 * Stands before the filter that authenticates, and slows down a client that guesses: after some
 * failures it does not let the next try be made for a while. That filter tells what came of a try.
 */
public class LoginGuardFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  private static final String ATTRIBUTE = LoginTry.class.getName();

  private final transient ErrorResponses rejections;
  private final transient LoginGuard guard;
  private final transient AccessDenials denials;

  @Inject
  public LoginGuardFilter(AccessDenials denials, ErrorResponses rejections) {
    this(denials, rejections, System::nanoTime);
  }

  LoginGuardFilter(AccessDenials denials, ErrorResponses rejections, LongSupplier nanos) {
    this.rejections = rejections;
    this.guard = new LoginGuard(nanos);
    this.denials = denials;
  }

  /** The try that a request is. */
  static LoginTry of(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof LoginTry one ? one : LoginTry.none();
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String credentials = request.getHeader("Authorization");
    if (credentials == null) {
      chain.doFilter(request, response);
      return;
    }
    Login login = login(request, credentials);
    switch (guard.begin(login)) {
      case LoginGuard.Beginning.Wait(Duration time) -> refuse(login, time, request, response);
      case LoginGuard.Beginning.May(LoginTry attempt) -> let(attempt, request, response, chain);
    }
  }

  private static void let(
      LoginTry attempt, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    request.setAttribute(ATTRIBUTE, attempt);
    try {
      chain.doFilter(request, response);
    } finally {
      attempt.undecided();
    }
  }

  private static Login login(HttpServletRequest request, String credentials) {
    String name = BasicCredentials.parse(credentials).map(BasicCredentials::name).orElse("");
    return new Login(AddressPrefix.of(request.getRemoteAddr()), name, credentials);
  }

  private void refuse(
      Login login, Duration wait, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Rejection rejection = RateLimited.of("failed logins", wait);
    denials.denied(
        new Denial(
            login.network(),
            ApiPrincipal.unknown(request.getRemoteAddr()),
            "guessing of credentials",
            login.name(),
            rejection));
    rejections.send(request, response, rejection);
  }
}
