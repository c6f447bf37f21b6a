package org.openrecorder.application.administration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.openrecorder.application.Audit;
import org.openrecorder.application.Audit.AuditedAction;
import org.openrecorder.application.ErrorCode;
import org.openrecorder.application.Result;
import org.openrecorder.application.port.Page;
import org.openrecorder.application.port.Transactions;
import org.openrecorder.application.port.UserRepository;
import org.openrecorder.domain.access.ApiPrincipal;
import org.openrecorder.domain.access.User;
import org.openrecorder.domain.access.Username;

/** Stores the change and its audit record atomically. */
public final class AdministerUsersService implements AdministerUsers {

  private final Supplier<? extends Collection<User>> ofSettings;
  private final UserRepository stored;
  private final Transactions transactions;
  private final Audit audit;
  private final AdministratorGuard administrators;

  /**
   * Creates the service.
   *
   * @param ofSettings the users that cannot be changed
   */
  public AdministerUsersService(
      Collection<User> ofSettings, UserRepository stored, Transactions transactions, Audit audit) {
    this(() -> ofSettings, stored, transactions, audit);
  }

  /**
   * Creates the service for settings that can change.
   *
   * @param ofSettings the users that cannot be changed here; read for each request
   */
  public AdministerUsersService(
      Supplier<? extends Collection<User>> ofSettings,
      UserRepository stored,
      Transactions transactions,
      Audit audit) {
    this.ofSettings = ofSettings;
    this.stored = stored;
    this.transactions = transactions;
    this.audit = audit;
    this.administrators = new AdministratorGuard(audit, "users");
  }

  private Optional<User> fixed(Username name) {
    return ofSettings.get().stream().filter(user -> user.name().equals(name)).findFirst();
  }

  private boolean isFixed(Username name) {
    return fixed(name).isPresent();
  }

  @Override
  public Result<Page<Listed>> list(ApiPrincipal principal, Optional<Page.Cursor> after) {
    return administrators.attempted(
        AuditedAction.of(principal, "list users", ""),
        () -> Result.success(page(stored.list(after, PAGE), after)));
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
  public Result<Listed> show(ApiPrincipal principal, Username name) {
    return administrators.attempted(
        AuditedAction.of(principal, "show user", name.value()), () -> found(name));
  }

  private Result<Listed> found(Username name) {
    return fixed(name)
        .map(user -> new Listed(user, Origin.SETTINGS))
        .or(() -> stored.find(name).map(user -> new Listed(user, Origin.STORED)))
        .map(Result::success)
        .orElseGet(AdministerUsersService::noSuchUser);
  }

  private static <T> Result<T> noSuchUser() {
    return Result.rejected(ErrorCode.NO_SUCH_USER, "there is no such user");
  }

  @Override
  public Result<Listed> put(ApiPrincipal principal, User user) {
    AuditedAction action = AuditedAction.of(principal, "put user", user.name().value());
    return administrators
        .attempted(action, () -> changed(action, List.of(user), told(user)))
        .map(count -> new Listed(user, Origin.STORED));
  }

  @Override
  public Result<Integer> importAll(ApiPrincipal principal, List<User> users) {
    AuditedAction action = AuditedAction.of(principal, "import users", "");
    return administrators.attempted(action, () -> changed(action, users, users.size() + " users"));
  }

  private Result<Integer> changed(AuditedAction action, List<User> users, String told) {
    Optional<User> readOnly = users.stream().filter(user -> isFixed(user.name())).findFirst();
    if (readOnly.isPresent()) {
      return readOnly(readOnly.get().name());
    }
    return transactions.call(() -> stored(action, users, told));
  }

  private Result<Integer> stored(AuditedAction action, List<User> users, String told) {
    if (!isRoomFor(users)) {
      return Result.rejected(
          ErrorCode.INVALID_PARAMETER, "more than " + MOST + " users cannot be stored");
    }
    stored.save(users);
    audit.granted(action, told);
    return Result.success(users.size());
  }

  /** Known users need no room; they are looked up only where room is short. */
  private boolean isRoomFor(List<User> users) {
    long left = MOST - stored.count();
    return users.size() <= left
        || users.stream().filter(user -> stored.find(user.name()).isEmpty()).count() <= left;
  }

  private static <T> Result<T> readOnly(Username name) {
    return Result.rejected(
        ErrorCode.READ_ONLY, "the user " + name + " is one of the settings; change it there");
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
  public Result<Username> remove(ApiPrincipal principal, Username name) {
    AuditedAction action = AuditedAction.of(principal, "remove user", name.value());
    return administrators.attempted(
        action,
        () -> isFixed(name) ? readOnly(name) : transactions.call(() -> removed(action, name)));
  }

  private Result<Username> removed(AuditedAction action, Username name) {
    if (!stored.remove(name)) {
      return noSuchUser();
    }
    audit.granted(action, "removed");
    return Result.success(name);
  }
}
