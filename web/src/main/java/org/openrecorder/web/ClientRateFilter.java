package org.openrecorder.web;

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
import org.openrecorder.application.Refusal;
import org.openrecorder.application.denial.ClientDenials;
import org.openrecorder.application.denial.Denial;
import org.openrecorder.domain.access.Caller;
import org.openrecorder.rest.request.CallerOf;
import org.openrecorder.settings.LimitsInUse;
import org.openrecorder.settings.RecorderSettings.Limits;
import org.openrecorder.settings.RecorderSettings.Pace;
import org.openrecorder.web.limit.AtOnce;
import org.openrecorder.web.limit.Paces;

/**
 * Refuses a client that asks too often or for too much at once, so that it cannot keep the others
 * out. What is for all is not counted here.
 */
public class ClientRateFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  /** When one of a hundred requests will have been answered. */
  private static final Duration SOON = Duration.ofSeconds(1);

  private final transient Refusals refusals;
  private final transient Paces paces;
  private final transient AtOnce atOnce;
  private final transient ClientDenials denials;

  @Inject
  public ClientRateFilter(LimitsInUse limits, ClientDenials denials, Refusals refusals) {
    this(limits, denials, refusals, System::nanoTime);
  }

  ClientRateFilter(Limits limits, ClientDenials denials, Refusals refusals, LongSupplier nanos) {
    this((LimitsInUse) () -> limits, denials, refusals, nanos);
  }

  private ClientRateFilter(
      LimitsInUse limits, ClientDenials denials, Refusals refusals, LongSupplier nanos) {
    this.refusals = refusals;
    this.paces = new Paces(() -> pace(limits.limits().client()), nanos);
    this.atOnce = new AtOnce(() -> limits.limits().clientAtOnce());
    this.denials = denials;
  }

  private static Paces.Pace pace(Pace setting) {
    return new Paces.Pace(setting.perSecond(), setting.burst());
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request.getAttribute(CallerOf.ATTRIBUTE) instanceof Caller caller) {
      limited(caller, request, response, chain);
    } else {
      chain.doFilter(request, response);
    }
  }

  private void limited(
      Caller caller, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Optional<Duration> wait = paces.take(caller.client().value());
    if (wait.isPresent()) {
      refuse(caller, "requests of this client", wait.get(), request, response);
    } else if (!atOnce.enter(caller.client().value())) {
      refuse(caller, "requests of this client at once", SOON, request, response);
    } else {
      inside(caller, request, response, chain);
    }
  }

  private void inside(
      Caller caller, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    try {
      chain.doFilter(request, response);
    } finally {
      atOnce.leave(caller.client().value());
    }
  }

  private void refuse(
      Caller caller,
      String what,
      Duration wait,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    Refusal refusal = RateLimited.of(what, wait);
    denials.denied(new Denial(caller.client().value(), caller, "rate of a client", refusal));
    refusals.send(request, response, refusal);
  }
}
