package org.openrecorder.edge;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request whose body has to be there within a bound of time, counted from now. The server closes
 * connections that are silent; who sends a byte now and then is not silent, and would keep a thread
 * for hours.
 */
final class BodyDeadlineRequest extends HttpServletRequestWrapper {

  private final HttpServletResponse response;
  private final long end;
  private @Nullable TimedInput input;
  private volatile boolean broken;

  BodyDeadlineRequest(HttpServletRequest request, HttpServletResponse response, Duration bound) {
    super(request);
    this.response = response;
    this.end = System.nanoTime() + bound.toNanos();
  }

  @Override
  public ServletInputStream getInputStream() throws IOException {
    TimedInput known = input;
    if (known == null) {
      known = new TimedInput(super.getInputStream());
      input = known;
    }
    return known;
  }

  @Override
  public BufferedReader getReader() throws IOException {
    Charset charset =
        Optional.ofNullable(getCharacterEncoding())
            .map(Charset::forName)
            .orElse(StandardCharsets.UTF_8);
    return new BufferedReader(new InputStreamReader(getInputStream(), charset));
  }

  /** Whether the end of this request cannot be found, so that no other may follow. */
  boolean isBroken() {
    return broken;
  }

  /** What follows is not a request but the rest of this one. */
  private IOException broken(IOException why) {
    broken = true;
    response.setHeader("Connection", "close");
    return why;
  }

  private final class TimedInput extends ServletInputStream {

    private final ServletInputStream in;

    private TimedInput(ServletInputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      requireTime();
      try {
        return in.read();
      } catch (IOException malformed) {
        throw broken(malformed);
      }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      requireTime();
      try {
        return in.read(bytes, offset, length);
      } catch (IOException malformed) {
        throw broken(malformed);
      }
    }

    private void requireTime() throws IOException {
      if (System.nanoTime() - end > 0) {
        throw broken(new InterruptedIOException("the request was sent too slowly"));
      }
    }

    @Override
    public boolean isFinished() {
      return in.isFinished();
    }

    @Override
    public boolean isReady() {
      return in.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      in.setReadListener(listener);
    }
  }
}
