package org.openrecorder.rest.request;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Parameters in the form {@code application/x-www-form-urlencoded}, as query strings and form
 * bodies have it: no malformed escape, every value of a repeated name, in one order.
 */
public final class UrlEncoded {

  /**
   * Bytes of a query or a body: the longest sensible request has some 5,000, all characters
   * escaped.
   */
  public static final int MOST_BYTES = 65_536;

  /** Names and values together bound the work; no method has more than three parameters. */
  private static final int MOST_PARAMETERS = 100;

  /** One of them. */
  public record Parameter(String name, String value) {}

  private final List<Parameter> inOrder = new ArrayList<>();

  private UrlEncoded() {}

  /** No parameters. */
  public static UrlEncoded empty() {
    return new UrlEncoded();
  }

  /** Every value given for each name, both in the order given. */
  public Map<String, List<String>> parameters() {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    inOrder.forEach(
        one ->
            parameters.computeIfAbsent(one.name(), unused -> new ArrayList<>()).add(one.value()));
    return parameters;
  }

  /** All of them in the order given. */
  public List<Parameter> inOrder() {
    return List.copyOf(inOrder);
  }

  /**
   * Adds the parameters of a query string as the URL has it, without the question mark; in UTF-8.
   *
   * @throws MalformedRequestException if it is malformed or too long
   */
  public UrlEncoded and(@Nullable String query) {
    return and(query, ParameterCharset.UTF_8);
  }

  /**
   * The same in that charset.
   *
   * @throws MalformedRequestException if it is malformed or too long
   */
  public UrlEncoded and(@Nullable String query, ParameterCharset charset) {
    if (query != null) {
      add(query, charset);
    }
    return this;
  }

  /**
   * Adds the parameters of a body in that charset.
   *
   * @throws MalformedRequestException if it is malformed or too long
   * @throws IOException if the client does not send it
   */
  public UrlEncoded and(InputStream body, ParameterCharset charset) throws IOException {
    String form = new String(body.readNBytes(MOST_BYTES + 1), StandardCharsets.ISO_8859_1);
    if (form.stripLeading().startsWith("<")) {
      throw MalformedRequestException.because(
          "the body is XML and no form: SOAP needs a Content-Type of its own, or a SOAPAction");
    }
    return and(form, charset);
  }

  private void add(String text, ParameterCharset charset) {
    if (text.length() > MOST_BYTES) {
      throw MalformedRequestException.because(
          "the parameters are longer than " + MOST_BYTES + " bytes");
    }
    for (String pair : text.split("&", -1)) {
      if (!pair.isEmpty()) {
        addPair(pair, charset);
      }
    }
  }

  private void addPair(String pair, ParameterCharset charset) {
    if (inOrder.size() == MOST_PARAMETERS) {
      throw MalformedRequestException.because(
          "there are more than " + MOST_PARAMETERS + " parameters");
    }
    int equals = pair.indexOf('=');
    String name = equals < 0 ? pair : pair.substring(0, equals);
    String value = equals < 0 ? "" : pair.substring(equals + 1);
    inOrder.add(new Parameter(charset.decode(unescaped(name)), charset.decode(unescaped(value))));
  }

  private static byte[] unescaped(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    for (int at = 0; at < text.length(); at++) {
      char next = text.charAt(at);
      if (next == '%') {
        bytes.write(escaped(text, at));
        at += 2;
      } else {
        bytes.write(plain(next));
      }
    }
    return bytes.toByteArray();
  }

  private static int escaped(String text, int at) {
    int high = at + 2 < text.length() ? Character.digit(text.charAt(at + 1), 16) : -1;
    int low = at + 2 < text.length() ? Character.digit(text.charAt(at + 2), 16) : -1;
    if (high < 0 || low < 0 || text.charAt(at + 1) > 'f' || text.charAt(at + 2) > 'f') {
      throw MalformedRequestException.because(
          "the parameters hold a % that two hexadecimal digits do not follow");
    }
    return high * 16 + low;
  }

  /** A server hands each raw byte of a URL on as one character. */
  private static int plain(char raw) {
    if (raw > 0xff) {
      throw MalformedRequestException.because(
          "the parameters hold a character that is not escaped");
    }
    return raw == '+' ? ' ' : raw;
  }
}
