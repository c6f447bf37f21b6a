package org.openrecorder.edge;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openrecorder.application.Audit;
import org.openrecorder.application.ErrorCode;
import org.openrecorder.application.Rejection;
import org.openrecorder.rest.request.CurrentPrincipal;
import org.openrecorder.rest.request.MalformedRequestException;
import org.openrecorder.rest.request.UrlEncoded;

/**
 * Lets only URLs through to the JSON endpoint that are ones: what looks for a resource there breaks
 * on others where it finds none. A query may lack escapes, they are put in.
 */
public class ApiUrlFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  /** What a URL may not hold as it is (RFC 3986); a server hands each byte on as a character. */
  private static final Pattern BARE = Pattern.compile("[^!-~]|[\"<>\\\\^`{|}\\[\\]#]");

  private final transient ErrorResponses rejections;
  private final transient Audit audit;

  @Inject
  public ApiUrlFilter(Audit audit, ErrorResponses rejections) {
    this.rejections = rejections;
    this.audit = audit;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    try {
      requirePath(request.getRequestURI());
      UrlEncoded unused = UrlEncoded.empty().and(request.getQueryString());
    } catch (URISyntaxException malformed) {
      Rejection rejection = Rejection.of(ErrorCode.INVALID_PARAMETER, "the path cannot be read");
      refuse(request, response, rejection);
      return;
    } catch (MalformedRequestException unreadable) {
      refuse(request, response, unreadable.rejection());
      return;
    }
    chain.doFilter(new Escaped(request), response);
  }

  private static void requirePath(String path) throws URISyntaxException {
    URI unused = new URI(path);
  }

  private void refuse(HttpServletRequest request, HttpServletResponse response, Rejection rejection)
      throws IOException {
    rejections.send(
        request, response, audit.unreadable(CurrentPrincipal.request(request), rejection));
  }

  private static final class Escaped extends HttpServletRequestWrapper {

    private Escaped(HttpServletRequest request) {
      super(request);
    }

    @Override
    public @Nullable String getQueryString() {
      String query = super.getQueryString();
      return query == null
          ? null
          : BARE.matcher(query)
              .replaceAll(bare -> "%%%02X".formatted((int) bare.group().charAt(0)));
    }
  }
}
