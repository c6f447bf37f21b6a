package org.openrecorder.testing;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.openrecorder.domain.access.Permission;

/**
 * Who may do what with which recording, and what is answered: the one table that the tests of the
 * use cases and of the running server read.
 */
public final class RightsTable {

  /** What is asked for. */
  public enum Operation {
    START("start"),
    STOP("stop"),
    RETRIEVE("retrieve"),
    RETRIEVE_BY_UNIQUE_ID("retrieveByUniqueId"),
    SHOW("show"),
    LIST("list"),
    CALLS("calls"),
    AUDIO("audio"),
    MARK_PRIVATE("mark private"),
    DELETE("delete"),
    UNDELETE("undelete"),
    METRICS("metrics"),
    AUDIT("audit");

    private final String row;

    Operation(String row) {
      this.row = row;
    }

    /** Whether it hands out audio to a user, whose rights count too. */
    public boolean isForAUser() {
      return this == RETRIEVE || this == RETRIEVE_BY_UNIQUE_ID;
    }

    /** Whether it is about the server as a whole and no recording. */
    public boolean isOfTheServer() {
      return this == METRICS || this == AUDIT;
    }
  }

  /** Of what it is asked. */
  public enum Thing {
    /** A recording of a call of 410 that is over. */
    PLAIN,
    PRIVATE,
    DELETED,
    /** It is being recorded. */
    IN_PROGRESS,
    /** There is none. */
    UNKNOWN
  }

  /** Somebody who listens, seen from the user whose extension is 410. */
  public enum Listener {
    OWN("fred", Hears.YES),
    COLLEAGUE("ann", Hears.NO),
    SUPERVISOR_OF_THE_TEAM("sue", Hears.YES),
    SUPERVISOR_OF_ANOTHER_TEAM("sam", Hears.NO),
    MANAGER("max", Hears.YES),
    DISABLED("dan", Hears.NOBODY),
    UNKNOWN("nobody", Hears.NOBODY);

    private final String username;
    private final Hears hears;

    Listener(String username, Hears hears) {
      this.username = username;
      this.hears = hears;
    }

    public String username() {
      return username;
    }

    private enum Hears {
      YES,
      NO,
      NOBODY
    }
  }

  /**
   * In the columns of things stands what is answered, to all or, from the left to the right, to
   * those who may not manage, who may, and who administer: OK, a number of items, or the code of a
   * rejection. Without the permission that it needs, or any at all, the answer is FORBIDDEN. What
   * is out of a client's reach, and what a user may not hear, is answered as what is unknown.
   */
  private static final String TABLE =
      """
      operation          | needs      | plain        | private             | deleted             | in progress      | unknown
      start              | RECORD     | NO_SUCH_CALL | NO_SUCH_CALL        | NO_SUCH_CALL        | OK               | NO_SUCH_CALL
      stop               | RECORD     | OK           | NO_SUCH_CALL/OK/OK  | NO_SUCH_CALL/OK/OK  | OK               | NO_SUCH_CALL
      retrieve           | RETRIEVE   | OK           | NONE                | NONE                | CALL_IN_PROGRESS | NONE
      retrieveByUniqueId | RETRIEVE   | OK           | NONE                | NONE                | CALL_IN_PROGRESS | NONE
      show               | RETRIEVE   | OK           | NONE/OK/OK          | NONE/OK/OK          | OK               | NONE
      list               | RETRIEVE   | 1            | 0/1/1               | 0/1/1               | 1                | 0
      calls              | RETRIEVE   | 1            | 0/1/1               | 0/1/1               | 1                | 0
      audio              | RETRIEVE   | OK           | NONE/NONE/OK        | NONE                | CALL_IN_PROGRESS | NONE
      mark private       | MANAGE     | OK           | OK                  | NONE                | OK               | NONE
      delete             | MANAGE     | OK           | OK                  | NONE                | OK               | NONE
      undelete           | ADMINISTER | OK           | OK                  | OK                  | OK               | NONE
      metrics            | ANY        | OK           | OK                  | OK                  | OK               | OK
      audit              | ADMINISTER | OK           | OK                  | OK                  | OK               | OK
      """;

  /** In the order of their columns. */
  private static final List<Thing> THINGS =
      List.of(Thing.PLAIN, Thing.PRIVATE, Thing.DELETED, Thing.IN_PROGRESS, Thing.UNKNOWN);

  private static final int FIRST_THING = 2;

  /** Needed is a permission, whichever. */
  private static final String ANY = "ANY";

  private static final Map<Operation, List<String>> ROWS = new EnumMap<>(Operation.class);

  static {
    TABLE
        .lines()
        .skip(1)
        .map(line -> Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
        .forEach(cells -> ROWS.put(operation(cells.getFirst()), cells));
  }

  private RightsTable() {}

  private static Operation operation(String row) {
    return Arrays.stream(Operation.values())
        .filter(one -> one.row.equals(row))
        .findFirst()
        .orElseThrow();
  }

  /**
   * What a client is answered that acts for nobody.
   *
   * @param inScope whether the limits of the client cover the call
   */
  public static String expected(
      Operation operation, Thing thing, Set<Permission> permissions, boolean inScope) {
    List<String> row = ROWS.getOrDefault(operation, List.of());
    if (!mayAsk(permissions, row.get(1))) {
      return "FORBIDDEN";
    }
    Thing seen = inScope ? thing : Thing.UNKNOWN;
    return spelled(forRank(row.get(FIRST_THING + THINGS.indexOf(seen)), permissions));
  }

  /** The same where audio is asked for on behalf of somebody. */
  public static String expected(
      Operation operation,
      Thing thing,
      Set<Permission> permissions,
      boolean inScope,
      Listener listener) {
    boolean hears = listener.hears == Listener.Hears.YES;
    String answer = expected(operation, thing, permissions, inScope && hears);
    return listener.hears == Listener.Hears.NOBODY ? "FORBIDDEN" : answer;
  }

  private static boolean mayAsk(Set<Permission> permissions, String needs) {
    return needs.equals(ANY) ? !permissions.isEmpty() : has(permissions, Permission.valueOf(needs));
  }

  private static boolean has(Set<Permission> permissions, Permission permission) {
    return permissions.contains(permission) || permissions.contains(Permission.ADMINISTER);
  }

  private static String forRank(String cell, Set<Permission> permissions) {
    String[] cells = cell.split("/", -1);
    int rank = has(permissions, Permission.MANAGE) ? 1 : 0;
    int place = has(permissions, Permission.ADMINISTER) ? 2 : rank;
    return cells.length == 1 ? cell : cells[place];
  }

  private static String spelled(String answer) {
    return answer.equals("NONE") ? "NO_SUCH_RECORDING" : answer;
  }
}
