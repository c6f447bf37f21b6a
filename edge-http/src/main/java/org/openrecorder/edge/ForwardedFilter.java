package org.openrecorder.edge;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.openrecorder.settings.Network;
import org.openrecorder.settings.RecorderSettings;

/**
 * Lets all behind it see a request as it came from its sender. What a proxy tells of that is
 * believed of the proxies that the settings name, and hidden if any other sender names it.
 */
public class ForwardedFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  private final transient List<Network> proxies;

  @Inject
  public ForwardedFilter(RecorderSettings settings) {
    this(settings.trust().proxies());
  }

  ForwardedFilter(List<Network> proxies) {
    this.proxies = List.copyOf(proxies);
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    chain.doFilter(ForwardedRequest.of(request, proxies), response);
  }
}
