package org.openrecorder.application.legacy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The methods of the old recording API and their parameters, in the order in which the original
 * documents them.
 */
public enum LegacyMethod {
  START("start", "extenOrUniqueId", "tag"),
  STOP("stop", "extenOrUniqueId"),
  RETRIEVE("retrieve", "tag", "username"),
  RETRIEVE_BY_UNIQUE_ID("retrieveByUniqueId", "uniqueId", "username");

  private final String wireName;

  @SuppressWarnings("ImmutableEnumChecker") // List.of cannot be changed
  private final List<String> parameters;

  LegacyMethod(String wireName, String... parameters) {
    this.wireName = wireName;
    this.parameters = List.of(parameters);
  }

  /** The name on the wire, which is case-sensitive. */
  public String wireName() {
    return wireName;
  }

  public List<String> parameters() {
    return parameters;
  }

  /** Whether it answers audio. */
  public boolean answersAudio() {
    return this == RETRIEVE || this == RETRIEVE_BY_UNIQUE_ID;
  }

  public static Optional<LegacyMethod> named(String wireName) {
    return Arrays.stream(values()).filter(method -> method.wireName.equals(wireName)).findFirst();
  }
}
