package org.openrecorder.edge;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/** An HTTP client of a {@link TestServer}. */
record Endpoint(HttpClient http, int port) implements AutoCloseable {

  static Endpoint to(TestServer server) {
    return new Endpoint(HttpClient.newHttpClient(), server.port());
  }

  /** A request as the client {@code crm} with its right secret. */
  HttpRequest.Builder asCrm(String path) {
    return as("crm:secret", path);
  }

  HttpRequest.Builder as(String credentials, String path) {
    byte[] bytes = credentials.getBytes(StandardCharsets.UTF_8);
    return anonymous(path)
        .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
  }

  HttpRequest.Builder anonymous(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/servicemanager" + path))
        .timeout(Duration.ofSeconds(20));
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(asCrm(path).GET());
  }

  HttpResponse<String> send(String verb, String path, String type, String body)
      throws IOException, InterruptedException {
    return send(
        asCrm(path).header("Content-Type", type).method(verb, BodyPublishers.ofString(body)));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  /** All that is answered to these bytes until the server closes the connection. */
  String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
