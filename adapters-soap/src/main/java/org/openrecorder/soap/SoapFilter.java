package org.openrecorder.soap;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.openrecorder.application.Audit;
import org.openrecorder.application.Failures;
import org.openrecorder.application.Refusal;
import org.openrecorder.domain.access.Caller;
import org.openrecorder.soap.answer.FaultSender;
import org.openrecorder.soap.answer.Outgoing;
import org.openrecorder.soap.envelope.SoapCall;
import org.openrecorder.soap.envelope.SoapFault;
import org.openrecorder.soap.guard.Incoming;
import org.openrecorder.soap.guard.PlaceholderRequest;
import org.openrecorder.soap.guard.RequestGuard;

/**
 * Stands around the endpoint: reads the call out of the bytes that it has checked, streams the
 * audio into the answer, and sees to it that no client gets to read what the SOAP stack has to
 * complain about. The stack never sees what the client sent (ADR 30).
 */
public class SoapFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  @SuppressWarnings("NullAway.Init") // filled in by the container
  private transient Audit audit;

  @Inject
  void use(Audit trail) {
    audit = trail;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!request.getMethod().equals("POST")) {
      chain.doFilter(request, response);
      return;
    }
    switch (RequestGuard.inspect(request)) {
      case Incoming.Call(SoapCall call) -> serve(call, request, response, chain);
      case Incoming.Faulty(SoapFault fault) ->
          FaultSender.send(noted(CallerOf.request(request), fault), response);
    }
  }

  private SoapFault noted(Caller caller, SoapFault fault) {
    Refusal said = audit.unreadable(caller, fault.refusal());
    return said.equals(fault.refusal()) ? fault : SoapFault.of(fault.version(), said);
  }

  private static void serve(
      SoapCall call, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException {
    try (Outgoing outgoing = Outgoing.open(call, request, response)) {
      Optional<Refusal> failure =
          failure(new PlaceholderRequest(request, call.version()), outgoing, chain);
      if (failure.isPresent()) {
        FaultSender.send(SoapFault.of(call.version(), failure.get()), response);
      } else {
        send(outgoing, response);
      }
    }
  }

  /** Audio may turn out to be corrupt; after its first bytes only a cut can tell the caller. */
  private static void send(Outgoing outgoing, HttpServletResponse response) throws IOException {
    Map<String, Collection<String>> before = headers(response);
    try {
      outgoing.send();
    } catch (RuntimeException failed) {
      if (response.isCommitted()) {
        throw failed;
      }
      response.reset();
      before.forEach((name, values) -> values.forEach(one -> response.addHeader(name, one)));
      FaultSender.send(
          SoapFault.of(outgoing.call().version(), Failures.internal(failed)), response);
    }
  }

  /** What those before us want every answer to say. */
  private static Map<String, Collection<String>> headers(HttpServletResponse response) {
    return response.getHeaderNames().stream()
        .distinct()
        .collect(Collectors.toMap(name -> name, response::getHeaders));
  }

  private static Optional<Refusal> failure(
      PlaceholderRequest request, Outgoing outgoing, FilterChain chain) throws IOException {
    try {
      chain.doFilter(request, outgoing.held());
      return outgoing.isAnswered()
          ? Optional.empty()
          : Optional.of(Failures.internal(new IllegalStateException("no answer to an envelope")));
    } catch (ServletException | RuntimeException failed) {
      return Optional.of(Failures.internal(failed));
    }
  }
}
