package org.openrecorder.application.administration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.openrecorder.application.Answer;
import org.openrecorder.application.Audit;
import org.openrecorder.application.Audit.Attempt;
import org.openrecorder.application.RefusalCode;
import org.openrecorder.application.port.Page;
import org.openrecorder.application.port.Transactions;
import org.openrecorder.application.port.UserRecords;
import org.openrecorder.domain.access.Caller;
import org.openrecorder.domain.access.User;
import org.openrecorder.domain.access.Username;

/** Stores the change and the audit row as one. */
public final class AdministerUsersService implements AdministerUsers {

  private final Supplier<? extends Collection<User>> ofSettings;
  private final UserRecords stored;
  private final Transactions transactions;
  private final Audit audit;
  private final ForAdministrators administrators;

  /**
   * Makes one.
   *
   * @param ofSettings the users that cannot be changed
   */
  public AdministerUsersService(
      Collection<User> ofSettings, UserRecords stored, Transactions transactions, Audit audit) {
    this(() -> ofSettings, stored, transactions, audit);
  }

  /**
   * Makes one for settings that can change.
   *
   * @param ofSettings the users that cannot be changed here, asked for with each request
   */
  public AdministerUsersService(
      Supplier<? extends Collection<User>> ofSettings,
      UserRecords stored,
      Transactions transactions,
      Audit audit) {
    this.ofSettings = ofSettings;
    this.stored = stored;
    this.transactions = transactions;
    this.audit = audit;
    this.administrators = new ForAdministrators(audit, "users");
  }

  private Optional<User> fixed(Username name) {
    return ofSettings.get().stream().filter(user -> user.name().equals(name)).findFirst();
  }

  private boolean isFixed(Username name) {
    return fixed(name).isPresent();
  }

  @Override
  public Answer<Page<Listed>> list(Caller caller, Optional<Page.Cursor> after) {
    return administrators.attempted(
        Attempt.of(caller, "list users", ""),
        () -> Answer.granted(page(stored.list(after, PAGE), after)));
  }

  private Page<Listed> page(Page<User> page, Optional<Page.Cursor> after) {
    List<Listed> items = new ArrayList<>();
    if (after.isEmpty()) {
      ofSettings.get().forEach(user -> items.add(new Listed(user, Origin.SETTINGS)));
    }
    page.items().stream()
        .filter(user -> !isFixed(user.name()))
        .forEach(user -> items.add(new Listed(user, Origin.STORED)));
    return new Page<>(items, page.next());
  }

  @Override
  public Answer<Listed> show(Caller caller, Username name) {
    return administrators.attempted(
        Attempt.of(caller, "show user", name.value()), () -> found(name));
  }

  private Answer<Listed> found(Username name) {
    return fixed(name)
        .map(user -> new Listed(user, Origin.SETTINGS))
        .or(() -> stored.find(name).map(user -> new Listed(user, Origin.STORED)))
        .map(Answer::granted)
        .orElseGet(AdministerUsersService::noSuchUser);
  }

  private static <T> Answer<T> noSuchUser() {
    return Answer.refused(RefusalCode.NO_SUCH_USER, "there is no such user");
  }

  @Override
  public Answer<Listed> put(Caller caller, User user) {
    Attempt attempt = Attempt.of(caller, "put user", user.name().value());
    return administrators
        .attempted(attempt, () -> changed(attempt, List.of(user), told(user)))
        .map(count -> new Listed(user, Origin.STORED));
  }

  @Override
  public Answer<Integer> importAll(Caller caller, List<User> users) {
    Attempt attempt = Attempt.of(caller, "import users", "");
    return administrators.attempted(
        attempt, () -> changed(attempt, users, users.size() + " users"));
  }

  private Answer<Integer> changed(Attempt attempt, List<User> users, String told) {
    Optional<User> readOnly = users.stream().filter(user -> isFixed(user.name())).findFirst();
    if (readOnly.isPresent()) {
      return readOnly(readOnly.get().name());
    }
    return transactions.call(() -> stored(attempt, users, told));
  }

  private Answer<Integer> stored(Attempt attempt, List<User> users, String told) {
    if (!isRoomFor(users)) {
      return Answer.refused(
          RefusalCode.INVALID_PARAMETER, "more than " + MOST + " users cannot be stored");
    }
    stored.save(users);
    audit.granted(attempt, told);
    return Answer.granted(users.size());
  }

  /** Known ones need none; they are looked for only where it is tight. */
  private boolean isRoomFor(List<User> users) {
    long left = MOST - stored.count();
    return users.size() <= left
        || users.stream().filter(user -> stored.find(user.name()).isEmpty()).count() <= left;
  }

  private static <T> Answer<T> readOnly(Username name) {
    return Answer.refused(
        RefusalCode.READ_ONLY, "the user " + name + " is one of the settings; change it there");
  }

  private static String told(User user) {
    return "%s, team %s, extensions %s, %s"
        .formatted(
            user.group().name().toLowerCase(Locale.ROOT),
            user.team().map(team -> team.value()).orElse("none"),
            user.extensions(),
            user.enabled() ? "enabled" : "disabled");
  }

  @Override
  public Answer<Username> remove(Caller caller, Username name) {
    Attempt attempt = Attempt.of(caller, "remove user", name.value());
    return administrators.attempted(
        attempt,
        () -> isFixed(name) ? readOnly(name) : transactions.call(() -> removed(attempt, name)));
  }

  private Answer<Username> removed(Attempt attempt, Username name) {
    if (!stored.remove(name)) {
      return noSuchUser();
    }
    audit.granted(attempt, "removed");
    return Answer.granted(name);
  }
}
