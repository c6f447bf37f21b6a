package org.openrecorder.rest.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;
import org.openrecorder.domain.InvalidValue;
import org.openrecorder.domain.access.AccessScope;
import org.openrecorder.domain.access.Team;
import org.openrecorder.domain.access.User;
import org.openrecorder.domain.access.Username;
import org.openrecorder.domain.call.Extension;
import org.openrecorder.rest.request.MalformedRequestException;

/**
 * A file of users (RFC 4180, UTF-8): a header line that names the columns {@code name} and {@code
 * group} and, where they are wanted, {@code team}, {@code extensions} (with blanks or commas
 * between them) and {@code enabled} (true or false), in any order; then a line for each user. What
 * is wrong is told with the number of its line.
 */
final class UsersFile {

  /** Bytes of a file. */
  static final int MOST_BYTES = 1_048_576;

  static final int MOST_USERS = 10_000;

  private static final Set<String> NEEDED = Set.of("name", "group");
  private static final Set<String> COLUMNS =
      Set.of("name", "group", "team", "extensions", "enabled");

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
          .setIgnoreEmptyLines(true)
          .get();

  private final Map<Username, User> users = new LinkedHashMap<>();

  private UsersFile() {}

  /**
   * Reads the users, no two of one name.
   *
   * @throws MalformedRequestException if anything is wrong anywhere
   */
  static List<User> read(InputStream body) throws IOException {
    byte[] bytes = body.readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw MalformedRequestException.because("the file is longer than " + MOST_BYTES + " bytes");
    }
    UsersFile file = new UsersFile();
    file.take(text(bytes));
    return List.copyOf(file.users.values());
  }

  private static String text(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException malformed) {
      throw MalformedRequestException.because("the file is not in UTF-8");
    }
  }

  private void take(String text) {
    long line = 1;
    try (CSVParser parser = FORMAT.parse(new StringReader(text))) {
      checkHeader(parser.getHeaderNames());
      for (CSVRecord row : parser) {
        line = parser.getCurrentLineNumber();
        take(row, line);
      }
    } catch (IOException | UncheckedIOException | IllegalArgumentException malformed) {
      throw at(line, "from here on the file is not what RFC 4180 describes");
    }
  }

  private static void checkHeader(List<String> names) {
    if (!names.containsAll(NEEDED) || !COLUMNS.containsAll(names)) {
      throw at(1, "the header names name and group, and else at most team, extensions and enabled");
    }
  }

  private void take(CSVRecord row, long line) {
    try {
      add(user(row), line);
    } catch (InvalidValue invalid) {
      throw at(line, String.valueOf(invalid.getMessage()));
    }
  }

  private void add(User user, long line) {
    if (users.put(user.name(), user) != null) {
      throw at(line, "the user is in the file already");
    }
    if (users.size() > MOST_USERS) {
      throw at(line, "the file has more than " + MOST_USERS + " users");
    }
  }

  private static User user(CSVRecord row) {
    if (!row.isConsistent()) {
      throw new InvalidValue("there are not as many fields as in the header");
    }
    return new User(
        new Username(AccessRequests.settingsName(row.get("name"))),
        AccessRequests.group(row.get("group")),
        column(row, "team").map(Team::new),
        column(row, "extensions").map(UsersFile::extensions).orElse(Set.of()),
        column(row, "enabled").map(UsersFile::flag).orElse(true));
  }

  private static Optional<String> column(CSVRecord row, String name) {
    return Optional.of(name).filter(row::isMapped).map(row::get).filter(text -> !text.isBlank());
  }

  private static Set<Extension> extensions(String text) {
    Set<Extension> extensions =
        Arrays.stream(text.strip().split("[, ]+", -1))
            .map(Extension::new)
            .collect(Collectors.toCollection(HashSet::new));
    if (extensions.size() > AccessScope.MOST) {
      throw new InvalidValue("there are more than " + AccessScope.MOST + " extensions");
    }
    return extensions;
  }

  private static boolean flag(String word) {
    return switch (word) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new InvalidValue("enabled is neither true nor false");
    };
  }

  private static MalformedRequestException at(long line, String what) {
    return MalformedRequestException.because("line " + line + ": " + what);
  }
}
