package org.openrecorder.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.openrecorder.lab.audio.WavAnalysis;

/**
 * A CRM that calls the recorder the old ways: by GET, by form and by SOAP, and by JSON where it has
 * to.
 */
final class Crm {

  static final String NAME = "crm";
  static final String SECRET = "a secret of the tests";

  /** Longer than the server may wait itself. */
  private static final Duration BOUND = Duration.ofSeconds(30);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final RecorderServer server;
  private final HttpClient http;

  Crm(RecorderServer server) {
    this(server, server.newClient());
  }

  private Crm(RecorderServer server, HttpClient http) {
    this.server = server;
    this.http = http;
  }

  /** The same on another machine: what it does wrong is not held against others. */
  Crm from(String address) {
    return new Crm(
        server,
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .localAddress(new InetSocketAddress(address, 0).getAddress())
            .build());
  }

  HttpResponse<String> start(String extenOrUniqueId, String tag) {
    return get("method=start&extenOrUniqueId=" + encoded(extenOrUniqueId) + "&tag=" + encoded(tag));
  }

  HttpResponse<String> stop(String extenOrUniqueId) {
    return get("method=stop&extenOrUniqueId=" + encoded(extenOrUniqueId));
  }

  HttpResponse<String> retrieve(String tag, String username) {
    return get("method=retrieve&tag=" + encoded(tag) + "&username=" + encoded(username));
  }

  HttpResponse<String> retrieveByUniqueId(String uniqueId, String username) {
    return get(
        "method=retrieveByUniqueId&uniqueId="
            + encoded(uniqueId)
            + "&username="
            + encoded(username));
  }

  /**
   * Asks as a CRM does whose agent has just hung up: the news may still be on its way, so "in
   * progress" and "not ready" are asked again for a while.
   */
  HttpResponse<String> retrieveAfterHangup(String query) {
    try {
      return Awaitility.await()
          .atMost(TestEnvironment.SOON)
          .until(() -> get(query), answer -> answer.statusCode() != 409);
    } catch (ConditionTimeoutException still) {
      throw new AssertionError(get(query).body() + ": " + meant(query).toPrettyString(), still);
    }
  }

  private JsonNode meant(String query) {
    String filter =
        Stream.of(query.split("&"))
            .filter(one -> one.startsWith("tag=") || one.startsWith("uniqueId="))
            .findFirst()
            .orElseThrow();
    return json("/recordings?" + filter);
  }

  /** The recording under that tag, which has to be there. */
  WavAnalysis wav(String tag, String username) {
    HttpResponse<String> answer =
        retrieveAfterHangup(
            "method=retrieve&tag=" + encoded(tag) + "&username=" + encoded(username));
    if (answer.statusCode() != 200) {
      throw new AssertionError("no recording: " + answer.statusCode() + " " + answer.body());
    }
    return WavAnalysis.of(Base64.getDecoder().decode(answer.body()));
  }

  HttpResponse<String> get(String query) {
    return send(request(query).GET().build());
  }

  HttpResponse<String> form(String form) {
    return send(
        known(HttpRequest.newBuilder(server.url()))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build());
  }

  /** A request with that query, with credentials. */
  HttpRequest.Builder request(String query) {
    return known(HttpRequest.newBuilder(URI.create(server.url() + "?" + query)));
  }

  /** A request to that path of the JSON API, with credentials. */
  HttpRequest.Builder apiRequest(String path) {
    return known(HttpRequest.newBuilder(server.api(path)));
  }

  /** A SOAP 1.1 call the way a document/literal client makes it. */
  HttpResponse<String> soap(String method, Map<String, String> arguments) {
    return soap(envelope(method, arguments));
  }

  /** A SOAP 1.1 call with that envelope. */
  HttpResponse<String> soap(String envelope) {
    return send(
        known(HttpRequest.newBuilder(server.url()))
            .header("Content-Type", "text/xml; charset=utf-8")
            .header("SOAPAction", "\"\"")
            .POST(HttpRequest.BodyPublishers.ofString(envelope))
            .build());
  }

  static String envelope(String method, Map<String, String> arguments) {
    String inner =
        arguments.entrySet().stream()
            .map(
                one ->
                    "<r:%s>%s</r:%s>"
                        .formatted(one.getKey(), escaped(one.getValue()), one.getKey()))
            .collect(Collectors.joining());
    return """
    <?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/">\
    <s:Body><r:%1$s xmlns:r="urn:openrecorder:recording">%2$s</r:%1$s></s:Body></s:Envelope>\
    """
        .formatted(method, inner);
  }

  /** Control characters as references: raw ones would be changed or refused on the way. */
  private static String escaped(String text) {
    return text.codePoints()
        .mapToObj(
            one ->
                one < ' ' || "&<>".indexOf(one) >= 0 || Character.isISOControl(one)
                    ? "&#" + one + ";"
                    : Character.toString(one))
        .collect(Collectors.joining());
  }

  /** The sum of all values of the metrics that begin so. */
  double sumOfMetrics(String beginning) {
    return metrics()
        .lines()
        .filter(line -> line.startsWith(beginning))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private String metrics() {
    return send(known(HttpRequest.newBuilder(server.api("/metrics"))).GET().build()).body();
  }

  /** The value of a metric, by its name and labels as Prometheus writes them. */
  double metric(String nameAndLabels) {
    String page = metrics();
    return page.lines()
        .filter(line -> line.startsWith(nameAndLabels + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(nameAndLabels.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + nameAndLabels + " in\n" + page));
  }

  /** The values of all metrics that begin so, those without a value left out. */
  List<Double> metrics(String beginning) {
    String page = send(known(HttpRequest.newBuilder(server.api("/metrics"))).GET().build()).body();
    return page.lines()
        .filter(line -> line.startsWith(beginning))
        .map(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .filter(value -> value >= 0)
        .toList();
  }

  JsonNode json(String path) {
    return parsed(send(known(HttpRequest.newBuilder(server.api(path))).GET().build()));
  }

  /** What somebody is answered who proves who that is with the name and secret. */
  JsonNode json(String verb, String path, String credentials, int status) {
    HttpResponse<String> answer =
        send(
            as(credentials, HttpRequest.newBuilder(server.api(path)))
                .method(verb, HttpRequest.BodyPublishers.noBody())
                .build());
    if (answer.statusCode() != status) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
    return parsed(answer);
  }

  /** What is answered to a GET of that path by somebody who proves who that is with those. */
  HttpResponse<String> as(String credentials, String path) {
    return send(as(credentials, HttpRequest.newBuilder(server.api(path))).GET().build());
  }

  private static JsonNode parsed(HttpResponse<String> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (IOException noJson) {
      throw new AssertionError("no JSON: " + answer.body(), noJson);
    }
  }

  /** The audio of that recording, by JSON's address. */
  byte[] audio(String id) {
    HttpRequest request =
        known(HttpRequest.newBuilder(server.api("/recordings/" + id + "/audio"))).GET().build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
    } catch (IOException failed) {
      throw new AssertionError("no audio from the server:\n" + server.lastWords(), failed);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stop);
    }
  }

  /** The audio of that recording, one byte a character, or why there is none. */
  HttpResponse<String> audioOrProblem(String id) {
    return send(
        known(HttpRequest.newBuilder(server.api("/recordings/" + id + "/audio"))).GET().build(),
        StandardCharsets.ISO_8859_1);
  }

  /** The only recording under that tag, as JSON. */
  JsonNode recording(String tag) {
    JsonNode items = json("/recordings?tag=" + encoded(tag)).get("items");
    if (items.size() != 1) {
      throw new AssertionError("not one recording: " + items);
    }
    return items.get(0);
  }

  int patch(String id, String body) {
    return send(known(HttpRequest.newBuilder(server.api("/recordings/" + id)))
            .header("Content-Type", "application/json")
            .method("PATCH", HttpRequest.BodyPublishers.ofString(body))
            .build())
        .statusCode();
  }

  int delete(String id) {
    return send(known(HttpRequest.newBuilder(server.api("/recordings/" + id))).DELETE().build())
        .statusCode();
  }

  HttpResponse<String> send(HttpRequest request) {
    return send(request, StandardCharsets.UTF_8);
  }

  private HttpResponse<String> send(HttpRequest request, Charset charset) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString(charset));
    } catch (IOException failed) {
      throw new AssertionError("no answer from the server:\n" + server.lastWords(), failed);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stop);
    }
  }

  private static HttpRequest.Builder known(HttpRequest.Builder request) {
    return as(NAME + ":" + SECRET, request);
  }

  private static HttpRequest.Builder as(String credentials, HttpRequest.Builder request) {
    return request
        .timeout(BOUND)
        .header(
            "Authorization",
            "Basic "
                + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
