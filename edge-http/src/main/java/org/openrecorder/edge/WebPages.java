package org.openrecorder.edge;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.openrecorder.application.ErrorCode;
import org.openrecorder.application.Rejection;
import org.openrecorder.settings.HostNames;
import org.openrecorder.settings.RecorderSettings;
import org.openrecorder.settings.RecorderSettings.Trust;

/**
 * Tells what a web page may have sent from what a program sends, among requests without
 * credentials. Each browser on a trusted network is there too, and shows pages of strangers: each
 * picture, form or script of such a page can ask for any URL, and a page whose own name leads to
 * this server (DNS rebinding) can read the answer as well.
 *
 * <p>Browsers tell where a request comes from by {@code Origin} and {@code Sec-Fetch-Site} (Fetch
 * Metadata), but to an address with plain HTTP only by {@code Referer}, which the page can turn
 * off. So a browser is also known by its {@code User-Agent}, which a page cannot change without
 * asking first; where it would have to ask, for a header such as {@code SOAPAction} or a type of
 * its own, it is never let.
 */
@Dependent
public class WebPages {

  private static final String NONE = "none";

  /** All browsers of the last 15 years call themselves so; programs of older times used 4.0. */
  private static final String BROWSER = "Mozilla/5.0";

  /** What no browser calls itself: PowerShell's own requests begin with the browsers' name. */
  private static final String SCRIPT = "PowerShell/";

  /** What a page may send to any server without asking first (Fetch standard, CORS-safelisted). */
  private static final Set<String> SIMPLE_TYPES =
      Set.of("", "application/x-www-form-urlencoded", "multipart/form-data", "text/plain");

  private final Trust trust;

  @Inject
  public WebPages(RecorderSettings settings) {
    this(settings.trust());
  }

  WebPages(Trust trust) {
    this.trust = trust;
  }

  /** Why a request without credentials is not taken; empty for one that no page has sent. */
  Optional<Rejection> objection(HttpServletRequest request) {
    return strangeName(request).or(() -> strangePage(request));
  }

  /** A page reads answers under its own name only, so it would have to call us by that. */
  private Optional<Rejection> strangeName(HttpServletRequest request) {
    return Stream.of("Host", "X-Forwarded-Host")
        .flatMap(header -> all(request, header))
        .flatMap(names -> Stream.of(names.split(",", -1)).map(String::strip))
        .filter(name -> !name.isEmpty() && !HostNames.isOurs(name, trust.hosts()))
        .findFirst()
        .map(
            name ->
                forbidden(
                    "callers without credentials may not call this server by that name;"
                        + " recorder.trusted.hosts says by which",
                    "called by the name " + name));
  }

  private Optional<Rejection> strangePage(HttpServletRequest request) {
    return trust.anyPage() || isFromKnownPage(request)
        ? Optional.empty()
        : sign(request)
            .map(
                sign ->
                    forbidden(
                        "web pages may not call this server without credentials; only those of"
                            + " recorder.trusted.origins may",
                        "sent by a web page: " + sign));
  }

  private boolean isFromKnownPage(HttpServletRequest request) {
    List<String> pages =
        Stream.of("Origin", "Referer").flatMap(header -> all(request, header)).toList();
    return !pages.isEmpty()
        && pages.stream().allMatch(page -> HostNames.isPageOf(page, trust.origins()));
  }

  /** What shows that a web page has sent it. */
  private static Optional<String> sign(HttpServletRequest request) {
    return Stream.of("Origin", "Referer")
        .flatMap(header -> all(request, header).map(value -> header + " " + value))
        .findFirst()
        .or(() -> site(request));
  }

  private static Optional<String> site(HttpServletRequest request) {
    List<String> sites = all(request, "Sec-Fetch-Site").toList();
    if (sites.isEmpty()) {
      return all(request, "User-Agent")
          .filter(agent -> isBrowser(agent) && !needsPermission(request))
          .map("User-Agent "::concat)
          .findFirst();
    }
    return sites.stream()
        .filter(site -> !site.equals(NONE))
        .map("Sec-Fetch-Site "::concat)
        .findFirst();
  }

  private static boolean isBrowser(String agent) {
    return agent.startsWith(BROWSER) && !agent.contains(SCRIPT);
  }

  private static boolean needsPermission(HttpServletRequest request) {
    String type = Optional.ofNullable(request.getContentType()).orElse("");
    String bare = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return request.getHeader("SOAPAction") != null || !SIMPLE_TYPES.contains(bare);
  }

  private static Stream<String> all(HttpServletRequest request, String header) {
    return Collections.list(request.getHeaders(header)).stream().map(String::strip);
  }

  private static Rejection forbidden(String message, String trueReason) {
    return Rejection.because(ErrorCode.FORBIDDEN, message, trueReason);
  }
}
