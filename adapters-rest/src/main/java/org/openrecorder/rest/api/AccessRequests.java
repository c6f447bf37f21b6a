package org.openrecorder.rest.api;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.openrecorder.domain.InvalidValue;
import org.openrecorder.domain.access.AccessScope;
import org.openrecorder.domain.access.Client;
import org.openrecorder.domain.access.ClientName;
import org.openrecorder.domain.access.Permission;
import org.openrecorder.domain.access.Team;
import org.openrecorder.domain.access.User;
import org.openrecorder.domain.access.UserRole;
import org.openrecorder.domain.access.Username;
import org.openrecorder.domain.call.Extension;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.rest.request.MalformedRequestException;

/** Bodies that say what a user or client shall be from now on. */
final class AccessRequests {

  /** Bytes of a body; a limit of many extensions is the longest thing in it. */
  static final int MOST_BYTES = 65_536;

  /** As in settings, so that each can be moved there; in HTTP Basic a name has no colon. */
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}._@+-]{1,100}");

  private static final String EXTENSIONS = "extensions";
  private static final String ENABLED = "enabled";

  private AccessRequests() {}

  static User user(String name, InputStream body) throws IOException {
    StrictJson json =
        StrictJson.read(body, MOST_BYTES, Set.of("group", "team", EXTENSIONS, ENABLED));
    return new User(
        new Username(name(name)),
        json.text("group", AccessRequests::group)
            .orElseThrow(() -> MalformedRequestException.because("the member group is missing")),
        json.text("team", Team::new),
        Set.copyOf(bounded(json.texts(EXTENSIONS, Extension::new).orElse(List.of()))),
        json.flag(ENABLED).orElse(true));
  }

  static Client client(String name, InputStream body) throws IOException {
    StrictJson json =
        StrictJson.read(body, MOST_BYTES, Set.of("permissions", "pbxs", EXTENSIONS, ENABLED));
    return new Client(
        new ClientName(name(name)),
        json.texts("permissions", AccessRequests::permission)
            .map(Set::copyOf)
            .orElseThrow(
                () -> MalformedRequestException.because("the member permissions is missing")),
        new AccessScope(limit(json, "pbxs", PbxName::new), limit(json, EXTENSIONS, Extension::new)),
        json.flag(ENABLED).orElse(true));
  }

  private static <T> Optional<Set<T>> limit(
      StrictJson json, String name, Function<String, T> type) {
    return json.texts(name, type)
        .map(
            values -> {
              if (values.isEmpty()) {
                throw MalformedRequestException.because(
                    "the member " + name + " is empty; leave it out for no limit");
              }
              return new HashSet<>(bounded(values));
            });
  }

  private static <T> List<T> bounded(List<T> values) {
    if (values.size() > AccessScope.MOST) {
      throw MalformedRequestException.because(
          "a list has more than " + AccessScope.MOST + " elements");
    }
    return values;
  }

  /** When an old secret ends; an empty body names no time. */
  static Optional<Instant> oldValidUntil(InputStream body) throws IOException {
    byte[] bytes = body.readNBytes(MOST_BYTES);
    return bytes.length == 0
        ? Optional.empty()
        : StrictJson.read(new ByteArrayInputStream(bytes), MOST_BYTES, Set.of("oldValidUntil"))
            .text("oldValidUntil", AccessRequests::instant);
  }

  /** The name of an address. */
  static String name(String text) {
    try {
      return settingsName(text);
    } catch (InvalidValue invalid) {
      throw MalformedRequestException.because(String.valueOf(invalid.getMessage()));
    }
  }

  /**
   * A name that could stand in the settings.
   *
   * @throws InvalidValue for any other
   */
  static String settingsName(String text) {
    if (!NAME.matcher(text).matches()) {
      throw new InvalidValue("the name is not 1 to 100 letters, digits or . _ @ + -");
    }
    return text;
  }

  static UserRole group(String word) {
    return constant(UserRole.class, word, "agent, supervisor and manager");
  }

  private static Permission permission(String word) {
    return constant(Permission.class, word, "record, retrieve, manage and administer");
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String word, String words) {
    return List.of(type.getEnumConstants()).stream()
        .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst()
        .orElseThrow(() -> new InvalidValue("it is none of " + words));
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException none) {
      throw new InvalidValue("it is no time such as 2026-11-25T08:00:00Z");
    }
  }
}
