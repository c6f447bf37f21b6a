package org.openrecorder.application.legacy;

import java.util.List;

/**
 * An argument of a request as it arrived at an endpoint.
 *
 * @param name as the client wrote it; any text
 * @param values raw; more than one where the request does not say which one is meant
 */
public record LegacyArgument(String name, List<String> values) {

  public LegacyArgument {
    values = List.copyOf(values);
  }

  public static LegacyArgument of(String name, String value) {
    return new LegacyArgument(name, List.of(value));
  }
}
