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
import org.openrecorder.application.Audit;
import org.openrecorder.application.Refusal;
import org.openrecorder.domain.access.Caller;
import org.openrecorder.settings.RecorderSettings;
import org.openrecorder.settings.RecorderSettings.Pace;
import org.openrecorder.web.limit.Networks;
import org.openrecorder.web.limit.Paces;
import org.openrecorder.web.limit.RefusalNotes;

/** Refuses an address that asks too often, before any work is done to find out who calls. */
public class AddressRateFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  private final transient Refusals refusals;
  private final transient Paces paces;
  private final transient RefusalNotes notes;

  @Inject
  public AddressRateFilter(RecorderSettings settings, Audit audit, Refusals refusals) {
    this(settings.limits().address(), audit, refusals, System::nanoTime);
  }

  AddressRateFilter(Pace pace, Audit audit, Refusals refusals, LongSupplier nanos) {
    this.refusals = refusals;
    this.paces = new Paces(pace.perSecond(), pace.burst(), nanos);
    this.notes = new RefusalNotes(audit, "rate of an address", nanos);
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    notes.catchUp();
    String network = Networks.of(request.getRemoteAddr());
    Optional<Duration> wait = paces.take(network);
    if (wait.isEmpty()) {
      chain.doFilter(request, response);
      return;
    }
    Refusal refusal = RateLimited.of("requests from this address", wait.get());
    notes.refused(network, Caller.unknown(request.getRemoteAddr()), refusal);
    refusals.send(request, response, refusal);
  }

  @Override
  public void destroy() {
    notes.close();
  }
}
