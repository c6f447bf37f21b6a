package org.openrecorder.oidc;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/** A provider on the loopback that publishes what the test wants, or misbehaves as it wants. */
final class TestProvider implements AutoCloseable {

  private static final String DESCRIPTION = "/realms/company/.well-known/openid-configuration";
  private static final String KEYS = "/realms/company/keys";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final String scheme;
  private final AtomicInteger asked = new AtomicInteger();
  private volatile String keys = "{\"keys\":[]}";
  private volatile Optional<String> description = Optional.empty();
  private volatile Misbehaviour misbehaviour = TestProvider::behaves;

  /** What it does instead of an answer; whether it did. */
  @FunctionalInterface
  interface Misbehaviour {
    boolean to(HttpExchange exchange) throws IOException;
  }

  private TestProvider(HttpServer server, String scheme) {
    this.server = server;
    this.scheme = scheme;
    server.setExecutor(threads);
    server.createContext(DESCRIPTION, this::describe);
    server.createContext(KEYS, exchange -> answer(exchange, keys));
    server.start();
  }

  static TestProvider plain() {
    try {
      return new TestProvider(HttpServer.create(loopback(), 0), "http");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  static TestProvider encrypted(SSLContext context) {
    try {
      HttpsServer server = HttpsServer.create(loopback(), 0);
      server.setHttpsConfigurator(new HttpsConfigurator(context));
      return new TestProvider(server, "https");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  URI issuer() {
    return URI.create(scheme + "://localhost:" + server.getAddress().getPort() + "/realms/company");
  }

  void publish(Signer... signers) {
    keys = Signer.keySet(signers);
  }

  void publish(String text) {
    keys = text;
  }

  void describeItselfAs(String json) {
    description = Optional.of(json);
  }

  void misbehave(Misbehaviour how) {
    misbehaviour = how;
  }

  void behave() {
    misbehaviour = TestProvider::behaves;
  }

  private static boolean behaves(HttpExchange exchange) {
    return false;
  }

  /** How often its description was asked for. */
  int asked() {
    return asked.get();
  }

  String description(String issuer, String keys) {
    return "{\"issuer\":\"%s\",\"jwks_uri\":\"%s\"}".formatted(issuer, keys);
  }

  /** Where it describes itself. */
  URI description() {
    return issuer().resolve(DESCRIPTION);
  }

  URI keys() {
    return issuer().resolve(KEYS);
  }

  private void describe(HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    answer(
        exchange, description.orElseGet(() -> description(issuer().toString(), keys().toString())));
  }

  private void answer(HttpExchange exchange, String json) throws IOException {
    if (!misbehaviour.to(exchange)) {
      byte[] body = json.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
      exchange.close();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
