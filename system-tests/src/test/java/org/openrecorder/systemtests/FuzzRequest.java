package org.openrecorder.systemtests;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;

/**
 * A request that was valid before chance got hold of it. Its parts are known, so that what is
 * changed is mostly one of them and the rest gets it past the first check.
 */
final class FuzzRequest {

  private static final String API = "/servicemanager/api/v1";

  /** What has broken servers before. */
  private static final List<String> NASTY =
      List.of(
          "",
          " ",
          "0",
          "-1",
          "99999999999999999999",
          "410",
          "1.1",
          "9.".repeat(50),
          "null",
          "true",
          "%00",
          "%",
          "%zz",
          "%ff%fe",
          "%C0%AF",
          "%0D%0AAction:%20Command%0D%0ACommand:%20core%20stop%20now%0D%0A%0D%0A",
          "\r\nX-Injected: 1",
          "../../../../etc/passwd",
          "..%2f..%2f",
          "' OR '1'='1",
          "'; DROP TABLE recording; --",
          "%25'_\\",
          "${jndi:ldap://127.0.0.1:1/a}",
          "${SHELL(id)}",
          "^{X}",
          "22,i(X),touch /tmp/canary",
          "a".repeat(256),
          "a".repeat(5_000),
          "%F0%9F%98%80".repeat(100),
          "\u00ff\u00fe",
          "(a+)+$",
          "&&&&",
          "a=b&a=b",
          "<![CDATA[",
          "]]>",
          "<!--",
          "&b;",
          "&#0;",
          "&#x110000;",
          "\"",
          "{}",
          "[]");

  private static final List<String> HEADERS =
      List.of(
          "Accept: text/xml",
          "Accept: ",
          "Accept: */*;q=zz",
          "Accept: application/json, text/xml;q=0.1",
          "Accept-Encoding: gzip;q=2",
          "Accept-Language: \u00ff",
          "Content-Encoding: gzip",
          "Content-Type: text/xml; charset=none",
          "Content-Type: ;;;",
          "Content-Type: multipart/related; boundary=\"",
          "Content-Type: multipart/related; boundary=b",
          "Content-Type: application/soap+xml; action=\"\"",
          "Content-Type: application/xop+xml; type=\"text/xml\"",
          "Content-Type: application/json; charset=utf-32",
          "Content-Type: application/merge-patch+json",
          "SOAPAction: \"urn:other\"",
          "If-None-Match: *",
          "If-Modified-Since: yesterday",
          "Range: bytes=0-0,-1",
          "Range: bytes=99999999999999999999-",
          "Cookie: JSESSIONID=" + "a".repeat(500),
          "X-Forwarded-For: 127.0.0.1",
          "X-Forwarded-Proto: javascript",
          "X-Forwarded-Host: \"><script>",
          "X-HTTP-Method-Override: DELETE",
          "Expect: 100-continue",
          "Upgrade: websocket",
          "Connection: upgrade, close",
          "Origin: http://127.0.0.1");

  private static final List<String> METHODS =
      List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "FOO");

  private static final String USER =
      "{\"group\": \"agent\", \"team\": \"fuzz1\", \"extensions\": [\"410\"], \"enabled\": true}";

  private static final String CLIENT =
      "{\"permissions\": [\"record\"], \"pbxs\": null, \"extensions\": [\"410\"], \"enabled\": true}";

  private static final int MOST_CHANGES = 4;

  private final RandomGenerator chance;
  private final List<String> headers = new ArrayList<>();
  private final List<String> parameters = new ArrayList<>();
  private String method = "GET";
  private String path = RawClient.URL;
  private String body = "";

  private FuzzRequest(RandomGenerator chance) {
    this.chance = chance;
    headers.add("Host: recorder");
    headers.addAll(credentials());
  }

  /** Mostly the client's, sometimes the administrator's, for whom there is more to break. */
  private List<String> credentials() {
    return switch (chance.nextInt(10)) {
      case 0 -> List.of();
      case 1, 2 -> List.of(RawClient.as("admin", TestEnvironment.ADMIN_PASSWORD).strip());
      default -> List.of(RawClient.asCrm().strip());
    };
  }

  /** The next request that chance makes. */
  static FuzzRequest next(RandomGenerator chance) {
    FuzzRequest request = new FuzzRequest(chance);
    switch (chance.nextInt(4)) {
      case 0 -> request.get();
      case 1 -> request.form();
      case 2 -> request.soap();
      default -> request.json();
    }
    for (int changes = chance.nextInt(MOST_CHANGES + 1); changes > 0; changes--) {
      request.change();
    }
    return request;
  }

  private void get() {
    parameters.addAll(call());
  }

  private void form() {
    method = "POST";
    headers.add("Content-Type: application/x-www-form-urlencoded");
    body = String.join("&", call());
  }

  private List<String> call() {
    return one(
        List.of(
            List.of("method=start", "extenOrUniqueId=410", "tag=fuzz" + chance.nextInt(9)),
            List.of("method=stop", "extenOrUniqueId=410"),
            List.of("method=retrieve", "tag=fuzz1", "username=fred"),
            List.of("method=retrieveByUniqueId", "uniqueId=1.1", "username=max"),
            List.of("wsdl")));
  }

  private void soap() {
    method = "POST";
    boolean version12 = chance.nextBoolean();
    String namespace =
        version12
            ? "http://www.w3.org/2003/05/soap-envelope"
            : "http://schemas.xmlsoap.org/soap/envelope/";
    headers.add("Content-Type: " + (version12 ? "application/soap+xml" : "text/xml"));
    headers.add("SOAPAction: \"\"");
    StringBuilder arguments = new StringBuilder();
    List<String> call = call();
    for (String argument : call.subList(1, call.size())) {
      String[] pair = argument.split("=", 2);
      arguments.append("<%s>%s</%s>".formatted(pair[0], pair[1], pair[0]));
    }
    String name = call.getFirst().replace("method=", "");
    body =
        "<?xml version=\"1.0\"?><s:Envelope xmlns:s=\"%s\"><s:Body><r:%s xmlns:r=\"urn:openrecorder:recording\">%s</r:%s></s:Body></s:Envelope>"
            .formatted(namespace, name, arguments, name);
  }

  private void json() {
    String id = "/recordings/00000000-0000-0001-0000-000000000002";
    switch (chance.nextInt(11)) {
      case 6 -> ask("/reconciliations");
      case 7 -> ask("/users", "cursor=fred", "limit=2");
      case 8 -> ask("/clients/crm");
      case 9 -> send("PUT", "/users/fuzz" + chance.nextInt(9), USER);
      case 10 -> send("PUT", "/clients/fuzz" + chance.nextInt(9), CLIENT);
      case 0 -> ask("/recordings", "tag=fuzz1", "limit=10");
      case 1 -> ask("/calls", "uniqueId=1.1", "extension=410", "externalReference=a");
      case 2 -> ask(id);
      case 3 -> ask(id + "/audio");
      case 4 -> {
        send("PATCH", id, "{\"private\": true, \"reason\": \"fuzz1\"}");
      }
      default -> {
        ask(id);
        method = "DELETE";
      }
    }
  }

  private void send(String verb, String resource, String content) {
    ask(resource);
    method = verb;
    headers.add("Content-Type: application/json");
    body = content;
  }

  private void ask(String resource, String... query) {
    path = API + resource;
    parameters.addAll(List.of(query));
  }

  private void change() {
    switch (chance.nextInt(9)) {
      case 0 -> method = one(METHODS);
      case 1 -> headers.add(one(HEADERS));
      case 2 -> path = spoilt(path);
      case 3 ->
          parameters.add(one(List.of("a=", "tag=", "method=", "limit=", "cursor=")) + nasty());
      case 4, 5 -> changeParameter();
      case 6 -> body = spoilt(body);
      case 7 ->
          body =
              body.replaceFirst("410|fuzz\\d|fred|true|agent|record|null|1\\.1", quoted(nasty()));
      default -> body = repeated(body);
    }
  }

  private void changeParameter() {
    if (!parameters.isEmpty()) {
      int at = chance.nextInt(parameters.size());
      String old = parameters.get(at);
      switch (chance.nextInt(3)) {
        case 0 -> parameters.remove(at);
        case 1 -> parameters.add(old);
        default -> parameters.set(at, old.replaceFirst("=.*", quoted("=" + nasty())));
      }
    }
  }

  private static String quoted(String replacement) {
    return Matcher.quoteReplacement(replacement);
  }

  private String nasty() {
    return one(NASTY);
  }

  /** One piece cut out, put in or turned into another byte. */
  private String spoilt(String text) {
    int at = chance.nextInt(text.length() + 1);
    int end = Math.min(text.length(), at + chance.nextInt(8));
    return switch (chance.nextInt(3)) {
      case 0 -> text.substring(0, at) + text.substring(end);
      case 1 -> text.substring(0, at) + nasty() + text.substring(at);
      default -> text.substring(0, at) + (char) chance.nextInt(256) + text.substring(end);
    };
  }

  /** One piece of the text many times. */
  private String repeated(String text) {
    int at = chance.nextInt(text.length() + 1);
    int end = Math.min(text.length(), at + chance.nextInt(40));
    return text.substring(0, at)
        + text.substring(at, end).repeat(1 + chance.nextInt(200))
        + text.substring(at);
  }

  private <T> T one(List<T> of) {
    return of.get(chance.nextInt(of.size()));
  }

  /** Whether an answer has no body whatever its length says. */
  boolean isHead() {
    return method.equals("HEAD");
  }

  /** Each character a byte. */
  String text() {
    String query = parameters.isEmpty() ? "" : "?" + String.join("&", parameters);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String content = new String(bytes, StandardCharsets.ISO_8859_1);
    String length = body.isEmpty() ? "" : "Content-Length: " + bytes.length + "\r\n";
    return method
        + " "
        + path
        + query
        + " HTTP/1.1\r\n"
        + String.join("\r\n", headers)
        + "\r\n"
        + length
        + "\r\n"
        + content;
  }
}
