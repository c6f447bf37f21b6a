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
import java.util.function.Supplier;
import org.openrecorder.application.Rejection;
import org.openrecorder.application.denial.AccessDenials;
import org.openrecorder.application.denial.Denial;
import org.openrecorder.domain.access.ApiPrincipal;
import org.openrecorder.edge.limit.AddressPrefix;
import org.openrecorder.edge.limit.KeyedRateLimiter;
import org.openrecorder.settings.LimitsInUse;
import org.openrecorder.settings.RecorderSettings.Pace;

/** Refuses an address that asks too often, before any work is done to find out who calls. */
public class AddressRateFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  private final transient ErrorResponses rejections;
  private final transient KeyedRateLimiter paces;
  private final transient AccessDenials denials;

  @Inject
  public AddressRateFilter(LimitsInUse limits, AccessDenials denials, ErrorResponses rejections) {
    this(() -> limits.limits().address(), denials, rejections, System::nanoTime);
  }

  AddressRateFilter(
      Pace pace, AccessDenials denials, ErrorResponses rejections, LongSupplier nanos) {
    this(() -> pace, denials, rejections, nanos);
  }

  private AddressRateFilter(
      Supplier<Pace> pace, AccessDenials denials, ErrorResponses rejections, LongSupplier nanos) {
    this.rejections = rejections;
    this.paces =
        new KeyedRateLimiter(
            () -> new KeyedRateLimiter.Pace(pace.get().perSecond(), pace.get().burst()), nanos);
    this.denials = denials;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String network = AddressPrefix.of(request.getRemoteAddr());
    Optional<Duration> wait = paces.take(network);
    if (wait.isEmpty()) {
      chain.doFilter(request, response);
      return;
    }
    Rejection rejection = RateLimited.of("requests from this address", wait.get());
    denials.denied(
        new Denial(
            network,
            ApiPrincipal.unknown(request.getRemoteAddr()),
            "rate of an address",
            rejection));
    rejections.send(request, response, rejection);
  }
}
