package org.openrecorder.lab.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The proxy between two sockets of the test's own. */
class FaultProxyIT {

  private static final int SOON_MILLIS = 5_000;
  private static final int QUIET_MILLIS = 200;

  private final ServerSocket listening = listen();
  private final FaultProxy proxy = FaultProxy.before(listening.getLocalPort());
  private Socket server = new Socket();
  private Socket pbx = new Socket();

  private static ServerSocket listen() {
    try {
      return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @BeforeEach
  void connect() throws IOException {
    server = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    pbx = listening.accept();
    server.setSoTimeout(SOON_MILLIS);
    pbx.setSoTimeout(SOON_MILLIS);
  }

  @AfterEach
  void close() throws IOException {
    server.close();
    pbx.close();
    proxy.close();
    listening.close();
  }

  @Test
  void without_a_fault_every_byte_passes_and_is_counted() throws IOException {
    say(server, "abcde");
    say(pbx, "fgh");

    assertThat(hear(pbx, 5)).isEqualTo("abcde");
    assertThat(hear(server, 3)).isEqualTo("fgh");
    assertThat(proxy.count(Way.THERE)).isEqualTo(5);
    assertThat(proxy.count(Way.BACK)).isEqualTo(3);
    assertThat(proxy.hasFired()).isFalse();
  }

  @Test
  void a_cut_lets_the_bytes_before_it_through_and_ends_both_sides() throws IOException {
    proxy.arm(Way.THERE, 2, new Fault.Cut());

    say(server, "abcde");

    assertThat(hear(pbx, 2)).isEqualTo("ab");
    assertThat(pbx.getInputStream().read()).isEqualTo(-1);
    assertThat(server.getInputStream().read()).isEqualTo(-1);
    assertThat(proxy.hasFired()).isTrue();
  }

  @Test
  void a_position_counts_from_the_moment_of_arming_over_several_writes() throws IOException {
    say(server, "before");
    hear(pbx, 6);
    proxy.arm(Way.THERE, 3, new Fault.Cut());

    say(server, "ab");
    assertThat(hear(pbx, 2)).isEqualTo("ab");
    assertThat(proxy.hasFired()).isFalse();
    say(server, "cde");

    assertThat(hear(pbx, 1)).isEqualTo("c");
    assertThat(pbx.getInputStream().read()).isEqualTo(-1);
  }

  @Test
  void a_reset_is_seen_as_one() {
    proxy.arm(Way.BACK, 0, new Fault.Reset());

    say(pbx, "abc");

    assertThatExceptionOfType(SocketException.class)
        .isThrownBy(() -> server.getInputStream().read())
        .withMessageContaining("reset");
  }

  @Test
  void a_black_hole_swallows_both_ways_and_ends_nothing() throws IOException {
    proxy.arm(Way.BACK, 1, new Fault.Blackhole());

    say(pbx, "abc");
    assertThat(hear(server, 1)).isEqualTo("a");
    await().until(proxy::hasFired);
    say(server, "lost");

    assertSilent(server);
    assertSilent(pbx);
    assertThat(proxy.connections()).isEqualTo(1);
  }

  @Test
  void a_connection_after_a_black_hole_works() throws IOException {
    proxy.arm(Way.THERE, 0, new Fault.Blackhole());
    say(server, "lost");
    await().until(proxy::hasFired);
    server.close();

    connect();
    say(server, "abc");

    assertThat(hear(pbx, 3)).isEqualTo("abc");
  }

  @Test
  void a_delay_holds_the_rest_back_for_its_time() throws IOException {
    Duration delay = Duration.ofMillis(300);
    proxy.arm(Way.THERE, 1, new Fault.Delay(delay));
    long begin = System.nanoTime();

    say(server, "abc");

    assertThat(hear(pbx, 3)).isEqualTo("abc");
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(delay);
  }

  @Test
  void slices_lose_nothing() throws IOException {
    proxy.arm(Way.BACK, 2, new Fault.Slices());

    say(pbx, "abcdef");

    assertThat(hear(server, 6)).isEqualTo("abcdef");
    assertThat(proxy.hasFired()).isTrue();
  }

  @Test
  void one_response_is_lost_and_what_is_around_it_is_not() throws IOException {
    proxy.arm(Way.BACK, 0, new Fault.LostResponse());
    String event = "Event: Newchannel\r\nA: b\r\n\r\n";
    String next = "Response: Success\r\nActionID: 2\r\n\r\n";

    say(pbx, event + "Response: Success\r\nActi");
    say(pbx, "onID: 1\r\n\r\n" + event + next);

    assertThat(hear(server, 2 * event.length() + next.length())).isEqualTo(event + event + next);
    assertSilent(server);
  }

  @Test
  void a_flood_comes_between_two_messages_and_once() throws IOException {
    proxy.arm(Way.BACK, 4, new Fault.Flood(List.of("Event: X\r\n\r\n", "Event: Y\r\n\r\n")));

    say(pbx, "Event: A\r\nB: C\r\n");
    say(pbx, "\r\nEvent: D\r\n\r\n");
    say(pbx, "Event: E\r\n\r\n");

    String heard =
        "Event: A\r\nB: C\r\n\r\nEvent: X\r\n\r\nEvent: Y\r\n\r\nEvent: D\r\n\r\nEvent: E\r\n\r\n";
    assertThat(hear(server, heard.length())).isEqualTo(heard);
    assertSilent(server);
  }

  @Test
  void a_fault_happens_once() throws IOException {
    proxy.arm(Way.THERE, 0, new Fault.Cut());
    say(server, "a");
    assertThat(pbx.getInputStream().read()).isEqualTo(-1);

    connect();
    say(server, "abc");

    assertThat(hear(pbx, 3)).isEqualTo("abc");
  }

  private static void say(Socket socket, String words) {
    try {
      socket.getOutputStream().write(words.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String hear(Socket socket, int bytes) throws IOException {
    return new String(socket.getInputStream().readNBytes(bytes), StandardCharsets.US_ASCII);
  }

  private static void assertSilent(Socket socket) throws IOException {
    socket.setSoTimeout(QUIET_MILLIS);
    assertThatExceptionOfType(SocketTimeoutException.class)
        .isThrownBy(() -> socket.getInputStream().read());
  }
}
