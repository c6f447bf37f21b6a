package org.openrecorder.edge;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.openrecorder.application.Rejection;
import org.openrecorder.application.denial.ClientDenials;
import org.openrecorder.application.denial.Denial;
import org.openrecorder.domain.access.ApiPrincipal;
import org.openrecorder.edge.limit.ConcurrencyLimiter;
import org.openrecorder.edge.limit.KeyedRateLimiter;
import org.openrecorder.rest.request.CurrentPrincipal;
import org.openrecorder.settings.LimitsInUse;
import org.openrecorder.settings.RecorderSettings.Limits;
import org.openrecorder.settings.RecorderSettings.Pace;

/**
 * Refuses a client that asks too often or for too much at once, so that it cannot keep the others
 * out. What is for all is not counted here.
 */
public class ClientRateFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  /** When one of a hundred requests will have been answered. */
  private static final Duration SOON = Duration.ofSeconds(1);

  private final transient ErrorResponses rejections;
  private final transient KeyedRateLimiter paces;
  private final transient ConcurrencyLimiter atOnce;
  private final transient ClientDenials denials;

  @Inject
  public ClientRateFilter(LimitsInUse limits, ClientDenials denials, ErrorResponses rejections) {
    this(limits, denials, rejections, System::nanoTime);
  }

  ClientRateFilter(
      Limits limits, ClientDenials denials, ErrorResponses rejections, LongSupplier nanos) {
    this((LimitsInUse) () -> limits, denials, rejections, nanos);
  }

  private ClientRateFilter(
      LimitsInUse limits, ClientDenials denials, ErrorResponses rejections, LongSupplier nanos) {
    this.rejections = rejections;
    this.paces = new KeyedRateLimiter(() -> pace(limits.limits().client()), nanos);
    this.atOnce = new ConcurrencyLimiter(() -> limits.limits().clientAtOnce());
    this.denials = denials;
  }

  private static KeyedRateLimiter.Pace pace(Pace setting) {
    return new KeyedRateLimiter.Pace(setting.perSecond(), setting.burst());
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request.getAttribute(CurrentPrincipal.ATTRIBUTE) instanceof ApiPrincipal principal) {
      limited(principal, request, response, chain);
    } else {
      chain.doFilter(request, response);
    }
  }

  private void limited(
      ApiPrincipal principal,
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain)
      throws IOException, ServletException {
    Optional<Duration> wait = paces.take(principal.client().value());
    if (wait.isPresent()) {
      refuse(principal, "requests of this client", wait.get(), request, response);
    } else if (!atOnce.enter(principal.client().value())) {
      refuse(principal, "requests of this client at once", SOON, request, response);
    } else {
      inside(principal, request, response, chain);
    }
  }

  private void inside(
      ApiPrincipal principal,
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain)
      throws IOException, ServletException {
    try {
      chain.doFilter(request, response);
    } finally {
      atOnce.leave(principal.client().value());
    }
  }

  private void refuse(
      ApiPrincipal principal,
      String what,
      Duration wait,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    Rejection rejection = RateLimited.of(what, wait);
    denials.denied(
        new Denial(principal.client().value(), principal, "rate of a client", rejection));
    rejections.send(request, response, rejection);
  }
}
