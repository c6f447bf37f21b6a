package org.openrecorder.vulnerabilities;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openrecorder.vulnerabilities.Affected.Event;
import org.openrecorder.vulnerabilities.Affected.Kind;

/** Reads advisories in the OSV format that concern Maven's ecosystem. */
final class OsvJson {

  private static final String MAVEN = "Maven";

  private OsvJson() {}

  /** Empty for an advisory that was withdrawn, or that concerns other ecosystems. */
  static Optional<Advisory> advisory(JsonObject json) {
    List<Affected> affected =
        objects(json, "affected").filter(OsvJson::isMaven).map(OsvJson::affected).toList();
    String id = json.getString("id", "");
    return json.containsKey("withdrawn") || id.isEmpty() || affected.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Advisory(
                Stream.concat(Stream.of(id), strings(json, "aliases")).toList(),
                severity(json),
                json.getString("summary", ""),
                affected));
  }

  private static boolean isMaven(JsonObject affected) {
    String ecosystem = object(affected, "package").getString("ecosystem", "");
    return ecosystem.equals(MAVEN) || ecosystem.startsWith(MAVEN + ":");
  }

  private static Affected affected(JsonObject json) {
    return new Affected(
        object(json, "package").getString("name", ""),
        strings(json, "versions").collect(Collectors.toSet()),
        objects(json, "ranges")
            .filter(range -> Set.of("ECOSYSTEM", "SEMVER").contains(range.getString("type", "")))
            .map(range -> objects(range, "events").flatMap(OsvJson::events).toList())
            .toList());
  }

  private static Stream<Event> events(JsonObject json) {
    List<Event> events = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      String name = kind.name().toLowerCase(Locale.ROOT);
      if (json.get(name) instanceof JsonString version) {
        events.add(new Event(kind, version.getString()));
      }
    }
    return events.stream();
  }

  /** GitHub's rating, or else the vector of the latest version of CVSS. */
  private static Optional<String> severity(JsonObject json) {
    String word = object(json, "database_specific").getString("severity", "");
    return word.isEmpty()
        ? objects(json, "severity").map(one -> one.getString("score", "")).reduce((a, b) -> b)
        : Optional.of(word);
  }

  static JsonObject object(JsonObject json, String name) {
    return json.get(name) instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
  }

  static Stream<JsonObject> objects(JsonObject json, String name) {
    return items(json, name, JsonObject.class, Function.identity());
  }

  static Stream<String> strings(JsonObject json, String name) {
    return items(json, name, JsonString.class, JsonString::getString);
  }

  private static <T, R> Stream<R> items(
      JsonObject json, String name, Class<T> type, Function<T, R> value) {
    return json.get(name) instanceof JsonArray array
        ? array.stream().filter(type::isInstance).map(type::cast).map(value)
        : Stream.empty();
  }
}
