package org.openrecorder.audit.print;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The query of an operator: each option is a parameter of the server's list. */
record Question(Map<String, String> parameters) {

  private static final Set<String> KNOWN =
      Set.of("from", "to", "client", "user", "recording", "action", "result");

  private static final String USAGE =
      "usage: print-audit [--from TIME] [--to TIME] [--client NAME] [--user NAME]"
          + " [--recording ID] [--action ACTION] [--result RESULT]";

  /**
   * Parses the options of the command.
   *
   * @throws PrintingUnavailable with the usage, if an option is unknown or has no value
   */
  static Question of(String[] arguments) throws PrintingUnavailable {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (int i = 0; i < arguments.length; i += 2) {
      String name = arguments[i].startsWith("--") ? arguments[i].substring(2) : "";
      if (!KNOWN.contains(name) || i + 1 == arguments.length) {
        throw new PrintingUnavailable(USAGE);
      }
      parameters.put(name, arguments[i + 1]);
    }
    return new Question(parameters);
  }

  /**
   * The query string for one page of the list.
   *
   * @param limit the largest number of records of the page
   * @param cursor where the page begins; empty for the first
   */
  String query(int limit, String cursor) {
    Map<String, String> all = new LinkedHashMap<>(parameters);
    all.put("limit", Integer.toString(limit));
    if (!cursor.isEmpty()) {
      all.put("cursor", cursor);
    }
    return all.entrySet().stream()
        .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
