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
import org.openrecorder.application.ExceptionTranslator;
import org.openrecorder.application.Rejection;
import org.openrecorder.domain.access.ApiPrincipal;
import org.openrecorder.soap.envelope.SoapCall;
import org.openrecorder.soap.envelope.SoapFault;
import org.openrecorder.soap.guard.InspectedRequest;
import org.openrecorder.soap.guard.PlaceholderRequest;
import org.openrecorder.soap.guard.RequestGuard;
import org.openrecorder.soap.response.FaultSender;
import org.openrecorder.soap.response.StreamedSoapResponse;

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
      case InspectedRequest.Call(SoapCall call) -> serve(call, request, response, chain);
      case InspectedRequest.Faulty(SoapFault fault) ->
          FaultSender.send(noted(CurrentPrincipal.request(request), fault), response);
    }
  }

  private SoapFault noted(ApiPrincipal principal, SoapFault fault) {
    Rejection said = audit.unreadable(principal, fault.rejection());
    return said.equals(fault.rejection()) ? fault : SoapFault.of(fault.version(), said);
  }

  private static void serve(
      SoapCall call, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException {
    try (StreamedSoapResponse outgoing = StreamedSoapResponse.open(call, request, response)) {
      Optional<Rejection> failure =
          failure(new PlaceholderRequest(request, call.version()), outgoing, chain);
      if (failure.isPresent()) {
        FaultSender.send(SoapFault.of(call.version(), failure.get()), response);
      } else {
        send(outgoing, response);
      }
    }
  }

  /** Audio may turn out to be corrupt; after its first bytes only a cut can tell the caller. */
  private static void send(StreamedSoapResponse outgoing, HttpServletResponse response)
      throws IOException {
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
          SoapFault.of(outgoing.call().version(), ExceptionTranslator.internal(failed)), response);
    }
  }

  /** What those before us want every answer to say. */
  private static Map<String, Collection<String>> headers(HttpServletResponse response) {
    return response.getHeaderNames().stream()
        .distinct()
        .collect(Collectors.toMap(name -> name, response::getHeaders));
  }

  private static Optional<Rejection> failure(
      PlaceholderRequest request, StreamedSoapResponse outgoing, FilterChain chain)
      throws IOException {
    try {
      chain.doFilter(request, outgoing.held());
      return outgoing.isAnswered()
          ? Optional.empty()
          : Optional.of(
              ExceptionTranslator.internal(new IllegalStateException("no answer to an envelope")));
    } catch (ServletException | RuntimeException failed) {
      return Optional.of(ExceptionTranslator.internal(failed));
    }
  }
}
