package org.openrecorder.audit.print;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.List;
import java.util.stream.Collectors;

/** Formats audit records as lines, with tabs between their members. */
final class Lines {

  private static final List<String> MEMBERS =
      List.of(
          "time",
          "client",
          "user",
          "address",
          "action",
          "what",
          "recording",
          "tag",
          "result",
          "reason");

  private Lines() {}

  static String heading() {
    return String.join("\t", MEMBERS);
  }

  static String of(JsonObject item) {
    return MEMBERS.stream().map(name -> text(item, name)).collect(Collectors.joining("\t"));
  }

  private static String text(JsonObject item, String name) {
    return item.get(name) instanceof JsonString text ? harmless(text.getString()) : "";
  }

  /** Replaces characters that could control a terminal, or reorder its text, by escapes. */
  private static String harmless(String text) {
    return text.codePoints()
        .mapToObj(one -> isPlain(one) ? Character.toString(one) : "\\u%04x".formatted(one))
        .collect(Collectors.joining());
  }

  private static boolean isPlain(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      default -> true;
    };
  }
}
