package org.openrecorder.web;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.openrecorder.application.Refusal;
import org.openrecorder.application.denial.AccessDenials;
import org.openrecorder.application.denial.Denial;
import org.openrecorder.domain.access.Caller;
import org.openrecorder.web.limit.LoginGuard;
import org.openrecorder.web.limit.LoginGuard.Login;
import org.openrecorder.web.limit.LoginTry;
import org.openrecorder.web.limit.Networks;

/**
 * Stands before the filter that finds out who calls, and slows down whoever guesses: after some
 * failures it does not let the next try be made for a while. That filter tells what came of a try.
 */
public class LoginGuardFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  private static final String ATTRIBUTE = LoginTry.class.getName();

  private final transient Refusals refusals;
  private final transient LoginGuard guard;
  private final transient AccessDenials denials;

  @Inject
  public LoginGuardFilter(AccessDenials denials, Refusals refusals) {
    this(denials, refusals, System::nanoTime);
  }

  LoginGuardFilter(AccessDenials denials, Refusals refusals, LongSupplier nanos) {
    this.refusals = refusals;
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
    return new Login(Networks.of(request.getRemoteAddr()), name, credentials);
  }

  private void refuse(
      Login login, Duration wait, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Refusal refusal = RateLimited.of("failed logins", wait);
    denials.denied(
        new Denial(
            login.network(),
            Caller.unknown(request.getRemoteAddr()),
            "guessing of credentials",
            login.name(),
            refusal));
    refusals.send(request, response, refusal);
  }
}
