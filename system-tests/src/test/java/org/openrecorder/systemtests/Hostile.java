package org.openrecorder.systemtests;

import java.util.Map;

/** Values that an enemy would give, each for an endpoint behind this one to stumble over. */
enum Hostile {
  BLANK(" \t", Kind.BLANK),
  LONG("4".repeat(300), Kind.UNFIT),
  LINES("410\r\nAction: Command\r\nCommand: core stop now\r\n\r\n", Kind.UNFIT),
  LINE_FEED("410\nVariable: X=1", Kind.UNFIT),
  CONTROL("410\u0007", Kind.UNFIT),
  NEXT_LINE("410\u0085", Kind.UNFIT),
  COMMAS("410,i(X),touch canary", Kind.TEXT),
  VARIABLE("${SHELL(touch canary)}", Kind.TEXT),
  GLOBAL("^{X}", Kind.TEXT),
  UPWARDS("../../canary", Kind.TEXT),
  QUOTES("'\"; touch canary; '", Kind.TEXT),
  AMPERSAND("410&SIP/411", Kind.TEXT),
  MARKUP("<a>]]></a>", Kind.TEXT),
  FORMAT("%s%n{0}%0a", Kind.TEXT),
  WIDE("\ud83d\ude00\u0645\u062a\u0646", Kind.TEXT);

  private enum Kind {
    BLANK,
    UNFIT,
    TEXT
  }

  /** What parameters say to text that is only strange. */
  private static final Map<String, String> STRANGE =
      Map.of(
          "extenOrUniqueId", "NO_SUCH_CALL", // somebody may have chosen it for a unique id
          "uniqueId", "NO_SUCH_RECORDING",
          "username", "FORBIDDEN",
          "method", "UNKNOWN_METHOD");

  private final String value;
  private final Kind kind;

  Hostile(String value, Kind kind) {
    this.value = value;
    this.kind = kind;
  }

  String value() {
    return value;
  }

  /** The code of the table for this value of that parameter; OK where it is as good as any. */
  String codeAs(String method, String parameter) {
    return switch (kind) {
      case BLANK -> "MISSING_PARAMETER";
      case UNFIT -> parameter.equals("method") ? "UNKNOWN_METHOD" : "INVALID_PARAMETER";
      case TEXT ->
          STRANGE.getOrDefault(parameter, method.equals("start") ? "OK" : "NO_SUCH_RECORDING");
    };
  }
}
