package org.openrecorder.soap.guard;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A media type as MIME writes it (RFC 2045).
 *
 * @param name in lower case, without parameters
 * @param parameters by name in lower case
 */
record ContentType(String name, Map<String, String> parameters) {

  private static final Pattern PARAMETER =
      Pattern.compile(";\\s*([!#$%&'*+.^_`|~\\w-]+)\\s*=\\s*(?:\"([^\"]*)\"|([^\\s;\"]*))");

  static ContentType parse(String header) {
    int end = header.indexOf(';');
    String name = end < 0 ? header : header.substring(0, end);
    return new ContentType(
        name.strip().toLowerCase(Locale.ROOT),
        end < 0 ? Map.of() : parameters(header.substring(end)));
  }

  private static Map<String, String> parameters(String text) {
    Map<String, String> found = new HashMap<>();
    Matcher parameter = PARAMETER.matcher(text);
    while (parameter.find()) {
      String value =
          Optional.ofNullable(parameter.group(2)).orElseGet(() -> parameter.group(3).strip());
      found.putIfAbsent(parameter.group(1).toLowerCase(Locale.ROOT), value);
    }
    return found;
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isBlank());
  }
}
