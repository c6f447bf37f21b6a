package org.openrecorder.application.legacy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The methods of the old recording API and their parameters, in the order in which the original
 * documents them.
 */
public enum LegacyMethod {
  START("start", "extenOrUniqueId", "tag"),
  STOP("stop", "extenOrUniqueId"),
  RETRIEVE("retrieve", "tag", "username"),
  RETRIEVE_BY_UNIQUE_ID("retrieveByUniqueId", "uniqueId", "username");

  /** The characters that Axis skips, and the letter after them. */
  private static final Pattern MARK = Pattern.compile("[-.:\u00b7\u0387]+([a-z]?)");

  private final String wireName;

  @SuppressWarnings("ImmutableEnumChecker") // List.of cannot be changed
  private final List<String> parameters;

  LegacyMethod(String wireName, String... parameters) {
    this.wireName = wireName;
    this.parameters = List.of(parameters);
  }

  /** The name on the wire, as the original documents it. */
  public String wireName() {
    return wireName;
  }

  public List<String> parameters() {
    return parameters;
  }

  /**
   * The method of that name. Apache Axis 1.4 makes a Java name of it first, so that clients also
   * send a leading capital, and marks where the next word begins: {@code Start}, {@code
   * retrieve-by-unique-id}.
   */
  public static Optional<LegacyMethod> named(String written) {
    String name = javaName(written);
    return Arrays.stream(values()).filter(method -> method.wireName.equals(name)).findFirst();
  }

  private static String javaName(String written) {
    String joined =
        MARK.matcher(written).replaceAll(mark -> mark.group(1).toUpperCase(Locale.ROOT));
    return joined.isEmpty()
        ? joined
        : joined.substring(0, 1).toLowerCase(Locale.ROOT) + joined.substring(1);
  }
}
