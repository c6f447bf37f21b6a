package org.openrecorder.soap;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.openrecorder.application.Failures;
import org.openrecorder.application.Refusal;
import org.openrecorder.soap.answer.FaultSender;
import org.openrecorder.soap.answer.Outgoing;
import org.openrecorder.soap.envelope.SoapFault;
import org.openrecorder.soap.guard.CleanRequest;
import org.openrecorder.soap.guard.Incoming;
import org.openrecorder.soap.guard.RequestGuard;

/**
 * Stands around the endpoint: hands it clean envelopes only, streams the audio into its answers,
 * and sees to it that no caller gets to read what the SOAP stack has to complain about.
 */
public class SoapFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!request.getMethod().equals("POST")) {
      chain.doFilter(request, response);
      return;
    }
    switch (RequestGuard.inspect(request)) {
      case Incoming.Clean envelope -> serve(envelope, request, response, chain);
      case Incoming.Faulty faulty -> FaultSender.send(faulty.fault(), response);
    }
  }

  private static void serve(
      Incoming.Clean envelope,
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain)
      throws IOException {
    try (Outgoing outgoing = Outgoing.open(request, response)) {
      Optional<Refusal> failure = failure(new CleanRequest(request, envelope), outgoing, chain);
      if (failure.isPresent()) {
        FaultSender.send(SoapFault.of(envelope.version(), failure.get()), response);
      } else {
        send(outgoing, envelope, response);
      }
    }
  }

  /** Audio may turn out to be corrupt; after its first bytes only a cut can tell the caller. */
  private static void send(Outgoing outgoing, Incoming.Clean envelope, HttpServletResponse response)
      throws IOException {
    try {
      outgoing.send();
    } catch (RuntimeException failed) {
      if (response.isCommitted()) {
        throw failed;
      }
      response.reset();
      FaultSender.send(SoapFault.of(envelope.version(), Failures.internal(failed)), response);
    }
  }

  private static Optional<Refusal> failure(
      CleanRequest request, Outgoing outgoing, FilterChain chain) throws IOException {
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
