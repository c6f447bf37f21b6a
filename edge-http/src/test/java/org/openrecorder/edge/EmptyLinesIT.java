package org.openrecorder.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.Undertow;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What lies between two requests of a connection, in one piece and in any other. */
class EmptyLinesIT {

  private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
  private static final String LAST = "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
  private static final String POST = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc";

  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 ([0-9]{3}) ");

  private Undertow server;

  @BeforeEach
  void serve() throws Exception {
    DeploymentInfo deployment =
        Servlets.deployment()
            .setClassLoader(getClass().getClassLoader())
            .setContextPath("/")
            .setDeploymentName("empty lines")
            .addServlet(Servlets.servlet(TestServer.NamesItself.class).addMapping("/"));
    DeploymentManager manager = Servlets.defaultContainer().addDeployment(deployment);
    manager.deploy();
    server = Undertow.builder().addHttpListener(0, "127.0.0.1").setHandler(manager.start()).build();
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  private int port() {
    return ((InetSocketAddress) server.getListenerInfo().getFirst().getAddress()).getPort();
  }

  /** The status of each answer to what is sent in these pieces. */
  private List<String> statuses(String... pieces) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket.setSoTimeout(20_000);
      socket.setTcpNoDelay(true);
      send(socket, pieces);
      String answers = received(socket.getInputStream());
      return STATUS.matcher(answers).results().map(status -> status.group(1)).toList();
    }
  }

  /** A server that has seen enough closes, which the client notices at one of its next writes. */
  private static void send(Socket socket, String... pieces) throws IOException {
    try {
      for (String piece : pieces) {
        socket.getOutputStream().write(piece.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
      }
    } catch (SocketException closed) {
      // what the server sent before is there to be read
    }
  }

  /** All that came before the end of the connection, be it a reset. */
  private static String received(InputStream in) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      in.transferTo(all);
    } catch (SocketException reset) {
      // bytes sent after the server's last answer
    }
    return all.toString(StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\r\n", "\n", "\r\n\r\n", "\n\r\n\n"})
  void some_empty_lines_are_none_of_the_next_request(String lines) throws IOException {
    String all = POST + lines + GET + lines + POST + lines + LAST;
    assertThat(statuses(all)).containsExactly("200", "200", "200", "200");
    for (int cut = POST.length() - 1; cut < POST.length() + lines.length() + 2; cut++) {
      assertThat(statuses(all.substring(0, cut), all.substring(cut)))
          .as("cut at %d", cut)
          .containsExactly("200", "200", "200", "200");
    }
    assertThat(statuses(all.split("")))
        .as("byte by byte")
        .containsExactly("200", "200", "200", "200");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r", "\r\r\n", "\r\n\r", "\r\n\r\n\r\n\r\n\r\n"})
  void half_a_line_or_too_many_end_the_connection(String lines) throws IOException {
    String all = POST + lines + LAST;
    assertThat(statuses(all)).containsExactly("200", "400");
    assertThat(statuses(all.split(""))).containsExactly("200", "400");
  }
}
