package org.openrecorder.asterisk;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What our manager user may do besides recording. A PBX has no question for the rights of a user,
 * but lists the actions that the asking user may use, each of which needs one of some rights
 * (Asterisk's main/manager.c, 16 to 22).
 */
final class ManagerPrivileges {

  /** An action that needs this right and no other, and what comes with it. */
  private enum Telltale {
    ORIGINATE("places calls and runs programs"),
    COMMAND("runs console commands"),
    UPDATECONFIG("changes the configuration");

    private final String meaning;

    Telltale(String meaning) {
      this.meaning = meaning;
    }

    private String action() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private ManagerPrivileges() {}

  /**
   * What else a program with the same secret can do, in words; empty where there is nothing, and
   * where the PBX does not list its actions.
   *
   * @param actions those that it lists, in small letters
   */
  static List<String> beyondRecording(Set<String> actions) {
    return List.of(Telltale.values()).stream()
        .filter(one -> actions.contains(one.action()))
        .map(one -> one.meaning)
        .toList();
  }
}
