package org.openrecorder.audit.print;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.openrecorder.settings.RecorderSettings.Http;

/** The running server of these settings, called as the administrator. */
final class RunningServer {

  /** Longer than the server takes for a response. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Addresses to connect to where the server listens on all addresses. */
  private static final Map<String, String> LOOPBACK =
      Map.of("0.0.0.0", "127.0.0.1", "0:0:0:0:0:0:0:0", "0:0:0:0:0:0:0:1");

  private final String url;
  private final String authorization;
  private final HttpClient http;

  RunningServer(Http settings, String password) throws PrintingUnavailable {
    this.url = url(settings);
    this.authorization =
        "Basic "
            + Base64.getEncoder()
                .encodeToString(("admin:" + password).getBytes(StandardCharsets.UTF_8));
    HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(PATIENCE);
    if (settings.tls().isPresent()) {
      builder.sslContext(OwnCertificate.context(settings.tls().get()));
    }
    this.http = builder.build();
  }

  static String url(Http settings) {
    String address = LOOPBACK.getOrDefault(settings.address(), settings.address());
    return "%s://%s:%d/servicemanager/api/v1/audit"
        .formatted(
            settings.tls().isPresent() ? "https" : "http",
            address.contains(":") ? "[" + address + "]" : address,
            settings.port());
  }

  /** The response to that query, which has the members {@code items} and {@code next}. */
  JsonObject ask(String query) throws PrintingUnavailable {
    HttpResponse<String> answer = send(query);
    JsonObject json = json(answer.body());
    if (answer.statusCode() != 200) {
      throw new PrintingUnavailable(
          "the server says " + answer.statusCode() + ": " + json.getString("detail", "no reason"));
    }
    return json;
  }

  private HttpResponse<String> send(String query) throws PrintingUnavailable {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "?" + query))
            .timeout(PATIENCE)
            .header("Authorization", authorization)
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException silent) {
      throw new PrintingUnavailable("the server does not answer at " + url + "; is it running?");
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new PrintingUnavailable("interrupted");
    }
  }

  private static JsonObject json(String body) throws PrintingUnavailable {
    try (JsonReader reader = Json.createReader(new StringReader(body))) {
      return reader.readObject();
    } catch (JsonException | IllegalStateException other) {
      throw new PrintingUnavailable("what answers there is no Open Recorder");
    }
  }
}
