package org.openrecorder.soap.response;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.openrecorder.application.retrieval.Base64Text;
import org.openrecorder.application.retrieval.RetrievedRecording;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.soap.envelope.SoapCall;
import org.openrecorder.soap.envelope.SoapFault;

/**
 * The answer to one call on its way out. The SOAP stack writes an envelope in which a marker stands
 * for the audio; {@link #send()} writes the envelope with the BASE64 in the marker's place, so that
 * memory does not grow with the file. Closing it closes the audio, sent or not.
 */
public final class StreamedSoapResponse implements AutoCloseable {

  private static final String ATTRIBUTE = StreamedSoapResponse.class.getName();

  private final SoapCall call;
  private final HttpServletResponse client;
  private final BufferedResponse held;

  /** Not to be guessed: nothing that a caller writes may be taken for it. */
  private final String marker = UUID.randomUUID().toString();

  private Optional<RetrievedRecording> audio = Optional.empty();
  private Optional<RecordingId> recording = Optional.empty();
  private Optional<SoapFault> fault = Optional.empty();
  private boolean answered;

  private StreamedSoapResponse(SoapCall call, HttpServletResponse client) {
    this.call = call;
    this.client = client;
    this.held = new BufferedResponse(client);
  }

  /** Makes the answer to the call in that request, for the endpoint to find by {@link #of}. */
  public static StreamedSoapResponse open(
      SoapCall call, HttpServletRequest request, HttpServletResponse client) {
    StreamedSoapResponse outgoing = new StreamedSoapResponse(call, client);
    request.setAttribute(ATTRIBUTE, outgoing);
    return outgoing;
  }

  /**
   * The answer to that request.
   *
   * @throws IllegalStateException if the request did not come through the filter
   */
  public static StreamedSoapResponse of(HttpServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof StreamedSoapResponse outgoing) {
      return outgoing;
    }
    throw new IllegalStateException("a SOAP request has passed by the filter");
  }

  /** What the SOAP stack writes to. */
  public HttpServletResponse held() {
    return held;
  }

  /** The call that is answered. */
  public SoapCall call() {
    return call;
  }

  /** Takes audio over, and tells what to write in its place. */
  public String place(RetrievedRecording retrieved) {
    audio = Optional.of(retrieved);
    tell(retrieved.id());
    return marker;
  }

  /** Tells the client which recording the answer is about. */
  public void tell(RecordingId id) {
    recording = Optional.of(id);
  }

  /** Notes that what is held is a fault: only the envelope tells the SOAP stack so. */
  public void refuse(SoapFault why) {
    fault = Optional.of(why);
  }

  /** To be called once the endpoint knows what to answer. */
  public void answered() {
    answered = true;
  }

  /** Whether what is held is the endpoint's answer, not the SOAP stack's own complaint. */
  public boolean isAnswered() {
    return answered;
  }

  /**
   * Sends what is held.
   *
   * @throws IOException if the client has gone
   * @throws org.openrecorder.application.port.DataCorruptException if the audio is not what was
   *     stored; the answer is then shorter than announced, so that no client takes it for whole
   */
  public void send() throws IOException {
    fault.ifPresent(why -> FaultSender.head(why, client));
    recording.ifPresent(id -> client.setHeader("X-Recording-Id", id.toString()));
    byte[] envelope = held.body();
    int place = indexOfMarker(envelope);
    if (audio.isPresent() && place >= 0) {
      send(envelope, place, audio.get());
    } else {
      client.setContentLength(envelope.length);
      client.getOutputStream().write(envelope);
    }
  }

  private int indexOfMarker(byte[] envelope) {
    return new String(envelope, StandardCharsets.ISO_8859_1).indexOf(marker);
  }

  private void send(byte[] envelope, int place, RetrievedRecording retrieved) throws IOException {
    client.setIntHeader("X-Match-Count", retrieved.matches());
    client.setHeader("ETag", "\"" + retrieved.sha256() + "\"");
    int after = place + marker.length();
    client.setContentLengthLong(
        envelope.length - marker.length() + Base64Text.length(retrieved.content().bytes()));
    OutputStream out = client.getOutputStream();
    out.write(envelope, 0, place);
    Base64Text.write(retrieved.content(), out);
    out.write(envelope, after, envelope.length - after);
  }

  @Override
  public void close() throws IOException {
    if (audio.isPresent()) {
      audio.get().close();
    }
  }
}
