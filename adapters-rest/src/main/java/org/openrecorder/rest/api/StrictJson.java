package org.openrecorder.rest.api;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.openrecorder.domain.InvalidValue;
import org.openrecorder.rest.request.MalformedRequestException;

/**
 * A JSON object of one level whose members are texts, flags, nulls and lists of texts. Only known
 * members, each at most once, so that no client sets what was not meant to be set.
 */
final class StrictJson {

  /** Elements of a list. */
  private static final int MOST_ELEMENTS = 1_000;

  private final Map<String, Object> members;

  private StrictJson(Map<String, Object> members) {
    this.members = members;
  }

  /**
   * Reads a body.
   *
   * @param mostBytes a longer one is refused
   * @param known the members that it may have
   * @throws MalformedRequestException if it is anything else
   */
  static StrictJson read(InputStream body, int mostBytes, Set<String> known) throws IOException {
    byte[] bytes = body.readNBytes(mostBytes + 1);
    if (bytes.length > mostBytes) {
      throw MalformedRequestException.because("the body is longer than " + mostBytes + " bytes");
    }
    try (JsonParser json =
        Json.createParserFactory(null)
            .createParser(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8)) {
      return new StrictJson(object(json, known));
    } catch (JsonException malformed) {
      throw unfit();
    }
  }

  private static Map<String, Object> object(JsonParser json, Set<String> known) {
    Map<String, Object> members = new HashMap<>();
    if (next(json) != Event.START_OBJECT) {
      throw unfit();
    }
    while (next(json) == Event.KEY_NAME) {
      String name = json.getString();
      if (!known.contains(name)) {
        throw MalformedRequestException.because("the body has a member that is not known here");
      }
      if (members.put(name, value(json)) != null) {
        throw MalformedRequestException.because("the body has a member more than once");
      }
    }
    if (json.hasNext()) {
      throw unfit();
    }
    return members;
  }

  private static Object value(JsonParser json) {
    return switch (next(json)) {
      case VALUE_STRING -> json.getString();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> Optional.empty();
      case START_ARRAY -> texts(json);
      default -> throw unfit();
    };
  }

  private static List<String> texts(JsonParser json) {
    List<String> texts = new ArrayList<>();
    for (Event event = next(json); event != Event.END_ARRAY; event = next(json)) {
      if (event != Event.VALUE_STRING || texts.size() == MOST_ELEMENTS) {
        throw unfit();
      }
      texts.add(json.getString());
    }
    return texts;
  }

  private static Event next(JsonParser json) {
    if (!json.hasNext()) {
      throw unfit();
    }
    return json.next();
  }

  /** The flag, empty where there is none or null. */
  Optional<Boolean> flag(String name) {
    return member(name).map(value -> cast(name, Boolean.class, value));
  }

  /** The text as a value, empty where there is none or null. */
  <T> Optional<T> text(String name, Function<String, T> type) {
    return member(name)
        .map(value -> cast(name, String.class, value))
        .map(text -> valid(name, text, type));
  }

  /** The texts as values, empty where there are none or null. */
  <T> Optional<List<T>> texts(String name, Function<String, T> type) {
    return member(name)
        .map(value -> cast(name, List.class, value))
        .map(list -> values(name, list, type));
  }

  private static <T> List<T> values(String name, List<?> texts, Function<String, T> type) {
    List<T> values = new ArrayList<>();
    texts.forEach(text -> values.add(valid(name, String.valueOf(text), type)));
    return List.copyOf(values);
  }

  private Optional<Object> member(String name) {
    return Optional.ofNullable(members.get(name)).filter(value -> !(value instanceof Optional));
  }

  private static <T> T cast(String name, Class<T> type, Object value) {
    if (!type.isInstance(value)) {
      throw MalformedRequestException.because("the member " + name + " is of another type");
    }
    return type.cast(value);
  }

  private static <T> T valid(String name, String text, Function<String, T> type) {
    try {
      return type.apply(text);
    } catch (InvalidValue invalid) {
      throw MalformedRequestException.because(
          "the member " + name + " is invalid: " + invalid.getMessage());
    }
  }

  private static MalformedRequestException unfit() {
    return MalformedRequestException.because(
        "the body is not a JSON object of the members known here");
  }
}
