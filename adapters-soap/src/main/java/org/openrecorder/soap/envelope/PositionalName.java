package org.openrecorder.soap.envelope;

import java.util.regex.Pattern;

/**
 * The names that toolkits make up for arguments that have none: {@code in0} (Axis), {@code arg0}
 * (JAX-WS), {@code param0} (PHP), {@code c-gensym3} (SOAP::Lite), {@code p0}.
 */
final class PositionalName {

  private static final Pattern MADE_UP = Pattern.compile("(in|arg|param|p|c-gensym)\\d{1,9}");

  private PositionalName() {}

  static boolean matches(String name) {
    return MADE_UP.matcher(name).matches();
  }
}
