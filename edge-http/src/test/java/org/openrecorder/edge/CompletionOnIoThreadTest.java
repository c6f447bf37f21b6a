package org.openrecorder.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CompletionOnIoThreadTest {

  /** Over which Undertow fails as it does when a client has gone. */
  private static final String FREED = "/freed";

  /** For each request that was dealt with, whether an I/O thread did. */
  private final BlockingQueue<Boolean> onIoThread = new LinkedBlockingQueue<>();

  private Undertow server;

  @BeforeEach
  void serve() throws Exception {
    DeploymentInfo deployment =
        Servlets.deployment()
            .setClassLoader(getClass().getClassLoader())
            .setContextPath("/")
            .setDeploymentName("completion")
            .addServlet(Servlets.servlet(TestServer.NamesItself.class).addMapping("/"));
    DeploymentManager manager = Servlets.defaultContainer().addDeployment(deployment);
    manager.deploy();
    server =
        Undertow.builder()
            .addHttpListener(0, "127.0.0.1")
            .setHandler(noting(manager.start()))
            .build();
    server.start();
  }

  /** What is to be told of the end first is told last. */
  private HttpHandler noting(HttpHandler next) {
    return exchange -> {
      exchange.addExchangeCompleteListener(
          (ended, rest) -> {
            onIoThread.add(ended.isInIoThread());
            if (ended.getRequestPath().equals(FREED)) {
              throw new IllegalStateException("UT000091: Buffer has already been freed");
            }
            rest.proceed();
          });
      next.handleRequest(exchange);
    };
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void what_another_thread_has_answered_is_completed_by_the_io_thread() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + "/")).build();
      for (int i = 0; i < 3; i++) {
        assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).body())
            .isEqualTo("the SOAP door");
      }
    }
    assertThat(List.of(next(), next(), next())).containsOnly(true);
  }

  @Test
  void a_connection_that_cannot_serve_any_more_is_closed() throws Exception {
    try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port())) {
      client.setSoTimeout(10_000);
      client
          .getOutputStream()
          .write(
              ("GET " + FREED + " HTTP/1.1\r\nHost: x\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
          .endsWith("the SOAP door");
    }
  }

  private int port() {
    return ((InetSocketAddress) server.getListenerInfo().getFirst().getAddress()).getPort();
  }

  private Boolean next() throws InterruptedException {
    return onIoThread.poll(10, TimeUnit.SECONDS);
  }
}
