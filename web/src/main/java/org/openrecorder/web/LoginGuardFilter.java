package org.openrecorder.web;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.openrecorder.application.Audit;
import org.openrecorder.application.Refusal;
import org.openrecorder.domain.access.Caller;
import org.openrecorder.rest.request.CallerOf;
import org.openrecorder.web.limit.LoginGuard;
import org.openrecorder.web.limit.LoginGuard.Login;
import org.openrecorder.web.limit.Networks;
import org.openrecorder.web.limit.RefusalNotes;

/**
 * Stands around the filter that finds out who calls, and slows down whoever guesses: looks at what
 * became of each try, and after some failures does not let the next one be made for a while.
 */
public class LoginGuardFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  private static final Logger LOG = System.getLogger(LoginGuardFilter.class.getName());

  private final transient Refusals refusals;
  private final transient LoginGuard guard;
  private final transient RefusalNotes notes;

  @Inject
  public LoginGuardFilter(Audit audit, Refusals refusals) {
    this(audit, refusals, System::nanoTime);
  }

  LoginGuardFilter(Audit audit, Refusals refusals, LongSupplier nanos) {
    this.refusals = refusals;
    this.guard = new LoginGuard(nanos);
    this.notes = new RefusalNotes(audit, "guessing of credentials", nanos);
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    notes.catchUp();
    String credentials = request.getHeader("Authorization");
    if (credentials == null) {
      chain.doFilter(request, response);
      return;
    }
    Login login = login(request, credentials);
    Optional<Duration> wait = guard.wait(login);
    if (wait.isPresent()) {
      refuse(login, wait.get(), request, response);
    } else {
      chain.doFilter(request, response);
      learn(login, request, response);
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
    notes.refused(
        login.network() + " " + login.name(), Caller.unknown(request.getRemoteAddr()), refusal);
    refusals.send(request, response, refusal);
  }

  /** An answer that is neither yes nor no, such as that of a broken store, teaches nothing. */
  private void learn(Login login, HttpServletRequest request, HttpServletResponse response) {
    if (request.getAttribute(CallerOf.ATTRIBUTE) != null) {
      guard.succeeded(login);
    } else if (response.containsHeader("WWW-Authenticate")) {
      int failures = guard.failed(login);
      LOG.log(Level.WARNING, "{0} has failed, {1} in a row", login, failures);
    }
  }

  @Override
  public void destroy() {
    notes.close();
  }
}
