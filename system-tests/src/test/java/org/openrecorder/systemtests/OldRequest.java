package org.openrecorder.systemtests;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A request of the old API, as a client may send it.
 *
 * @param verb with the query string that follows the address
 * @param headers without those that every request has
 * @param difference the row of the table in {@code docs/api.md} that says why this server does not
 *     do with it what Axis does; empty where it does the same
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record OldRequest(
    String name, String verb, String query, List<String> headers, byte[] body, String difference) {

  static OldRequest get(String query) {
    return new OldRequest("GET " + query, "GET", "?" + query, List.of(), new byte[0], "");
  }

  /** A SOAP 1.1 message as most toolkits send it. */
  static OldRequest soap(String name, String envelope) {
    return new OldRequest(
        name,
        "POST",
        "",
        List.of("Content-Type: text/xml; charset=utf-8", "SOAPAction: \"\""),
        envelope.getBytes(StandardCharsets.UTF_8),
        "");
  }

  OldRequest but(String row) {
    return new OldRequest(name, verb, query, headers, body, row);
  }

  OldRequest with(String... otherHeaders) {
    List<String> others = List.of(otherHeaders);
    return new OldRequest(name + " " + others, verb, query, others, body, difference);
  }

  OldRequest in(String charset, String document) {
    byte[] bytes = document.getBytes(Charset.forName(charset));
    return new OldRequest(name + " in " + charset, verb, query, headers, bytes, difference);
  }

  /** As it goes over the wire, the last one of its connection. */
  byte[] bytes(String authorization) {
    List<String> lines = new ArrayList<>();
    lines.add(verb + " " + RawClient.URL + query + " HTTP/1.1");
    lines.addAll(List.of("Host: recorder", "Connection: close", authorization));
    lines.addAll(headers);
    if (verb.equals("POST")) {
      lines.add("Content-Length: " + body.length);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(
        (String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
    bytes.writeBytes(body);
    return bytes.toByteArray();
  }

  @Override
  public String toString() {
    return name;
  }
}
