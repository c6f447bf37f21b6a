package org.openrecorder.edge;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A request whose wishes about the response can be read. Old clients send what cannot be parsed,
 * and mean nothing by it; it must not keep them from their answer.
 */
final class AcceptableRequest extends HttpServletRequestWrapper {

  private static final String ACCEPT = "Accept";
  private static final String ANYTHING = "*/*";
  private static final String TYPE = "[\\w!#$%&'*+.^`|~-]{1,100}/[\\w!#$%&'*+.^`|~-]{1,100}";
  private static final String WEIGHT = "(0(\\.[0-9]{0,3})?|1(\\.0{0,3})?)";

  /** A media type as RFC 9110 has it, with a weight or without. */
  private static final Pattern WELL_FORMED =
      Pattern.compile("\\s*" + TYPE + "\\s*(;\\s*q=" + WEIGHT + "\\s*)?");

  private static final Pattern BEGINS_WELL = Pattern.compile("\\s*" + TYPE + "\\s*(;.*)?");

  AcceptableRequest(HttpServletRequest request) {
    super(request);
  }

  @Override
  public @Nullable String getHeader(String name) {
    String value = super.getHeader(name);
    return value != null && name.equalsIgnoreCase(ACCEPT) ? readable(value) : value;
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    Enumeration<String> values = super.getHeaders(name);
    return name.equalsIgnoreCase(ACCEPT)
        ? Collections.enumeration(
            Collections.list(values).stream().map(AcceptableRequest::readable).toList())
        : values;
  }

  /** What can be read of it, in its order; anything where nothing can. */
  static String readable(String accept) {
    String types =
        Arrays.stream(accept.split(",", -1))
            .filter(type -> BEGINS_WELL.matcher(type).matches())
            .map(AcceptableRequest::wellFormed)
            .collect(Collectors.joining(","));
    return types.isEmpty() ? ANYTHING : types;
  }

  private static String wellFormed(String type) {
    return WELL_FORMED.matcher(type).matches() ? type : type.split(";", 2)[0];
  }
}
