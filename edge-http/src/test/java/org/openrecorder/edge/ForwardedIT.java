package org.openrecorder.edge;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.Filter;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openrecorder.application.Audit;
import org.openrecorder.application.port.ClientAuthenticator;
import org.openrecorder.domain.access.ApiPrincipal;
import org.openrecorder.domain.access.Client;
import org.openrecorder.domain.access.ClientName;
import org.openrecorder.rest.legacy.LegacyApplication;
import org.openrecorder.rest.legacy.LegacyGetAnswer;
import org.openrecorder.settings.Network;
import org.openrecorder.settings.RecorderSettings.Limits;
import org.openrecorder.settings.RecorderSettings.Pace;
import org.openrecorder.testing.InMemoryAuditTrail;
import org.openrecorder.testing.InMemoryStore;

/** Whose address is noted, whatever a request says of it. */
class ForwardedIT {

  private static final String FORWARDED_FOR = "X-Forwarded-For: ";

  /** Counts each time as if it came an hour after the one before. */
  private final AtomicLong hours = new AtomicLong();

  private final TestDenials denials =
      new TestDenials(
          new Audit(new InMemoryAuditTrail(new InMemoryStore()), Clock.systemUTC()),
          () -> Duration.ofHours(hours.incrementAndGet()).toNanos());

  private TestServer start(List<Network> proxies, Limits limits) throws Exception {
    ErrorResponses rejections = new ErrorResponses(LegacyGetAnswer.TEXT);
    List<Filter> filters =
        TestFilters.behind(
            proxies, TestFilters.limited(new OneClient(), denials, rejections, limits, () -> 0));
    return TestServer.start(filters, rejections, LegacyApplication.PATH, Set.of());
  }

  private String addressNoted(List<Network> proxies, String... headers) throws Exception {
    try (TestServer server = start(proxies, TestFilters.GENEROUS);
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(20_000);
      OutputStream out = socket.getOutputStream();
      out.write(request(headers).getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 401 ");
    }
    return denials.written().getLast().address();
  }

  private static String request(String... headers) {
    return "GET /servicemanager"
        + LegacyUrl.PATH
        + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
        + Arrays.stream(headers).map(line -> line + "\r\n").collect(Collectors.joining())
        + "\r\n";
  }

  private static List<Network> proxies(String... networks) {
    return Arrays.stream(networks).map(Network::parse).toList();
  }

  @Test
  void nobody_but_a_known_proxy_is_believed() throws Exception {
    assertThat(addressNoted(proxies(), FORWARDED_FOR + "192.0.2.9")).isEqualTo("127.0.0.1");
    assertThat(addressNoted(proxies("10.0.0.0/8"), FORWARDED_FOR + "192.0.2.9"))
        .isEqualTo("127.0.0.1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "192.0.2.9 | 192.0.2.9",
        "198.51.100.1, 192.0.2.9 | 192.0.2.9",
        "198.51.100.1, 192.0.2.9, 10.0.0.7 | 192.0.2.9",
        "10.0.0.8, 10.0.0.7 | 10.0.0.8",
        "192.0.2.9:4711 | 192.0.2.9",
        "[2001:db8::1]:4711 | 2001:db8:0:0:0:0:0:1",
        "2001:db8::1 | 2001:db8:0:0:0:0:0:1",
        "192.0.2.9, unknown | unknown",
        "192.0.2.9, unknown, 10.0.0.7 | unknown",
        "192.0.2.9, _hidden | unknown",
        "192.0.2.9, 999.0.2.1 | unknown",
        "192.0.2.9, fe80::1%eth0 | unknown",
        "192.0.2.9, 127.0.0.1:port | unknown",
        "192.0.2.9, | unknown",
        "crm.example.org | unknown",
        "192.0.2.9' or 'a'='a | unknown",
        "'' | unknown"
      })
  void the_rightmost_address_that_is_no_proxy_counts(String forwarded, String address)
      throws Exception {
    assertThat(addressNoted(proxies("127.0.0.1", "10.0.0.0/8"), FORWARDED_FOR + forwarded))
        .isEqualTo(address);
  }

  @Test
  void several_headers_are_one_list() throws Exception {
    assertThat(
            addressNoted(
                proxies("127.0.0.1"), FORWARDED_FOR + "192.0.2.1", FORWARDED_FOR + "192.0.2.2"))
        .isEqualTo("192.0.2.2");
  }

  private static String ask(Endpoint endpoint, String sender) throws IOException {
    return endpoint.raw(request(FORWARDED_FOR + sender)).substring(9, 12);
  }

  @Test
  void whoever_asks_too_often_behind_a_proxy_does_not_hurt_his_neighbours() throws Exception {
    Limits limits = new Limits(new Pace(100, 100), 10, new Pace(1, 2));
    try (TestServer server = start(proxies("127.0.0.1"), limits);
        Endpoint endpoint = Endpoint.to(server)) {
      assertThat(
              List.of(
                  ask(endpoint, "192.0.2.1"),
                  ask(endpoint, "192.0.2.1"),
                  ask(endpoint, "192.0.2.1")))
          .containsExactly("401", "401", "429");
      assertThat(ask(endpoint, "192.0.2.2")).isEqualTo("401");
    }
  }

  @Test
  void without_the_header_it_is_the_proxy_itself() throws Exception {
    assertThat(addressNoted(proxies("127.0.0.1"))).isEqualTo("127.0.0.1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Forwarded: for=192.0.2.9", "X-Real-IP: 192.0.2.9", "Via: 1.1 proxy.example"})
  void a_proxy_that_speaks_for_somebody_in_another_way_is_not_taken_for_the_sender(String header)
      throws Exception {
    assertThat(addressNoted(proxies("127.0.0.1"), header)).isEqualTo("unknown");
    assertThat(addressNoted(proxies("10.0.0.0/8"), header)).isEqualTo("127.0.0.1");
  }

  @Test
  void a_row_of_proxies_without_an_end_names_no_sender() throws Exception {
    String proxies = String.join(", ", Collections.nCopies(21, "10.0.0.7"));
    assertThat(addressNoted(proxies("127.0.0.1", "10.0.0.0/8"), FORWARDED_FOR + proxies))
        .isEqualTo("unknown");
  }

  /** The proxy's own machine is trusted; whom it cannot name is not. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        FORWARDED_FOR + "unknown",
        FORWARDED_FOR + "_hidden, 127.0.0.1",
        FORWARDED_FOR,
        "Forwarded: for=192.0.2.9"
      })
  void whom_a_trusted_proxy_cannot_name_is_not_trusted(String header) throws Exception {
    ClientAuthenticator local = new TrustsLocal();
    ErrorResponses rejections = new ErrorResponses(LegacyGetAnswer.TEXT);
    List<Filter> filters =
        TestFilters.behind(proxies("127.0.0.1"), TestFilters.generous(local, denials, rejections));
    try (TestServer server =
            TestServer.start(filters, rejections, LegacyApplication.PATH, Set.of());
        Endpoint endpoint = Endpoint.to(server)) {
      assertThat(endpoint.raw(request(header))).startsWith("HTTP/1.1 401 ");
      assertThat(endpoint.raw(request())).doesNotStartWith("HTTP/1.1 401 ");
    }
  }

  /** Lets in who calls from this machine. */
  private static final class TrustsLocal implements ClientAuthenticator {

    private final OneClient other = new OneClient();

    @Override
    public Optional<ApiPrincipal> authenticate(String name, String secret, String address) {
      return other.authenticate(name, secret, address);
    }

    @Override
    public Optional<ApiPrincipal> bearerOf(String token, String address) {
      return other.bearerOf(token, address);
    }

    @Override
    public Optional<Client> named(ClientName name) {
      return other.named(name);
    }

    @Override
    public Optional<ApiPrincipal> trusted(String address) {
      other.trustTheNetwork(address.equals("127.0.0.1"));
      return other.trusted(address);
    }
  }
}
