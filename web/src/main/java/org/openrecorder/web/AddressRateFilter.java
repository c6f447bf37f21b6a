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
import java.util.function.Supplier;
import org.openrecorder.application.Refusal;
import org.openrecorder.application.denial.AccessDenials;
import org.openrecorder.application.denial.Denial;
import org.openrecorder.domain.access.Caller;
import org.openrecorder.settings.LimitsInUse;
import org.openrecorder.settings.RecorderSettings.Pace;
import org.openrecorder.web.limit.Networks;
import org.openrecorder.web.limit.Paces;

/** Refuses an address that asks too often, before any work is done to find out who calls. */
public class AddressRateFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  private final transient Refusals refusals;
  private final transient Paces paces;
  private final transient AccessDenials denials;

  @Inject
  public AddressRateFilter(LimitsInUse limits, AccessDenials denials, Refusals refusals) {
    this(() -> limits.limits().address(), denials, refusals, System::nanoTime);
  }

  AddressRateFilter(Pace pace, AccessDenials denials, Refusals refusals, LongSupplier nanos) {
    this(() -> pace, denials, refusals, nanos);
  }

  private AddressRateFilter(
      Supplier<Pace> pace, AccessDenials denials, Refusals refusals, LongSupplier nanos) {
    this.refusals = refusals;
    this.paces = new Paces(() -> new Paces.Pace(pace.get().perSecond(), pace.get().burst()), nanos);
    this.denials = denials;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String network = Networks.of(request.getRemoteAddr());
    Optional<Duration> wait = paces.take(network);
    if (wait.isEmpty()) {
      chain.doFilter(request, response);
      return;
    }
    Refusal refusal = RateLimited.of("requests from this address", wait.get());
    denials.denied(
        new Denial(
            network, Caller.unknown(request.getRemoteAddr()), "rate of an address", refusal));
    refusals.send(request, response, refusal);
  }
}
