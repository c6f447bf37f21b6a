package org.openrecorder.soap.guard;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openrecorder.soap.envelope.SoapVersion;

/**
 * A request as the SOAP stack gets to see it: with an empty envelope of our own in the place of
 * what the client sent. The call has been read by then, from the bytes that were checked; the stack
 * only knows in which version to answer. It sees no {@code SOAPAction} either, which old clients
 * fill with anything.
 */
public final class PlaceholderRequest extends HttpServletRequestWrapper {

  private static final String ENVELOPE =
      "<soap:Envelope xmlns:soap=\"%s\"><soap:Body/></soap:Envelope>";

  private final SoapVersion version;
  private final byte[] envelope;

  public PlaceholderRequest(HttpServletRequest request, SoapVersion version) {
    super(request);
    this.version = version;
    this.envelope = ENVELOPE.formatted(version.namespace()).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public ServletInputStream getInputStream() {
    return new Replay(new ByteArrayInputStream(envelope));
  }

  @Override
  public BufferedReader getReader() {
    return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
  }

  @Override
  public String getContentType() {
    return version.contentType();
  }

  @Override
  public String getCharacterEncoding() {
    return StandardCharsets.UTF_8.name();
  }

  @Override
  public int getContentLength() {
    return envelope.length;
  }

  @Override
  public long getContentLengthLong() {
    return envelope.length;
  }

  @Override
  public @Nullable String getHeader(String name) {
    return ours(name)
        .map(values -> values.stream().findFirst().orElse(null))
        .orElseGet(() -> super.getHeader(name));
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    return ours(name).map(Collections::enumeration).orElseGet(() -> super.getHeaders(name));
  }

  /** The headers that go with the body; empty for those that are not ours to change. */
  private Optional<List<String>> ours(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "content-type" -> Optional.of(List.of(getContentType()));
      case "content-length" -> Optional.of(List.of(Integer.toString(getContentLength())));
      case "soapaction", "content-encoding", "transfer-encoding" -> Optional.of(List.of());
      default -> Optional.empty();
    };
  }

  private static final class Replay extends ServletInputStream {

    private final ByteArrayInputStream bytes;

    Replay(ByteArrayInputStream bytes) {
      this.bytes = bytes;
    }

    @Override
    public int read() {
      return bytes.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      return bytes.read(target, offset, length);
    }

    @Override
    public boolean isFinished() {
      return bytes.available() == 0;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new IllegalStateException("placeholders are read synchronously");
    }
  }
}
