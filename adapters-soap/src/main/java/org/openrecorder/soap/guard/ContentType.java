package org.openrecorder.soap.guard;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A media type as MIME writes it (RFC 2045), or nearly so: old clients put the parameters in single
 * quotes, or after a comma.
 *
 * @param name in lower case, without parameters
 * @param parameters by name in lower case
 */
record ContentType(String name, Map<String, String> parameters) {

  private static final Pattern PARAMETER =
      Pattern.compile(
          "(?<=[;,\\s])([!#$%&'*+.^_`|~\\w-]+)\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s;,\"']*))");

  static ContentType parse(String header) {
    String[] parts = header.strip().split("[;,\\s]", 2);
    return new ContentType(
        parts[0].toLowerCase(Locale.ROOT),
        parts.length < 2 ? Map.of() : parameters(";" + parts[1]));
  }

  private static Map<String, String> parameters(String text) {
    Map<String, String> found = new HashMap<>();
    Matcher parameter = PARAMETER.matcher(text);
    while (parameter.find()) {
      found.putIfAbsent(parameter.group(1).toLowerCase(Locale.ROOT), value(parameter));
    }
    return found;
  }

  private static String value(Matcher parameter) {
    return Optional.ofNullable(parameter.group(2))
        .or(() -> Optional.ofNullable(parameter.group(3)))
        .orElseGet(() -> parameter.group(4));
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }

  /** The charset that it names. */
  Optional<String> charset() {
    return parameter("charset");
  }
}
