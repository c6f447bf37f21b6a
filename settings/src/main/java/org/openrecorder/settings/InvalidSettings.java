package org.openrecorder.settings;

import java.util.List;

/**
 * Settings that the server cannot start with. Each problem names its setting and says what is
 * wrong, never a secret.
 */
public final class InvalidSettings extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  public InvalidSettings(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  public List<String> problems() {
    return problems;
  }
}
