package org.openrecorder.application.administration;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.openrecorder.application.Audit;
import org.openrecorder.application.Audit.AuditedAction;
import org.openrecorder.application.ErrorCode;
import org.openrecorder.application.Result;
import org.openrecorder.application.port.ClientRepository;
import org.openrecorder.application.port.ClientRepository.StoredClient;
import org.openrecorder.application.port.Page;
import org.openrecorder.application.port.SecretGenerator;
import org.openrecorder.application.port.Transactions;
import org.openrecorder.domain.access.ApiPrincipal;
import org.openrecorder.domain.access.Client;
import org.openrecorder.domain.access.ClientName;
import org.openrecorder.domain.access.ClientSecret;

/** Stores the change and its audit record atomically. */
public final class AdministerClientsService implements AdministerClients {

  private final Supplier<? extends Collection<Client>> ofSettings;
  private final ClientRepository stored;
  private final SecretGenerator secrets;
  private final Transactions transactions;
  private final Audit audit;
  private final AdministratorGuard administrators;
  private final InstantSource clock;

  /**
   * Creates the service.
   *
   * @param ofSettings the clients that cannot be changed, the administrator among them
   */
  public AdministerClientsService(
      Collection<Client> ofSettings,
      ClientRepository stored,
      SecretGenerator secrets,
      Transactions transactions,
      Audit audit,
      InstantSource clock) {
    this(() -> ofSettings, stored, secrets, transactions, audit, clock);
  }

  /**
   * Creates the service for settings that can change.
   *
   * @param ofSettings the clients that cannot be changed here, the administrator among them; read
   *     for each request
   */
  public AdministerClientsService(
      Supplier<? extends Collection<Client>> ofSettings,
      ClientRepository stored,
      SecretGenerator secrets,
      Transactions transactions,
      Audit audit,
      InstantSource clock) {
    this.ofSettings = ofSettings;
    this.stored = stored;
    this.secrets = secrets;
    this.transactions = transactions;
    this.audit = audit;
    this.administrators = new AdministratorGuard(audit, "clients");
    this.clock = clock;
  }

  private Optional<Client> fixed(ClientName name) {
    return ofSettings.get().stream().filter(client -> client.name().equals(name)).findFirst();
  }

  private boolean isFixed(ClientName name) {
    return fixed(name).isPresent();
  }

  @Override
  public Result<Page<Listed>> list(ApiPrincipal principal, Optional<Page.Cursor> after) {
    return administrators.attempted(
        AuditedAction.of(principal, "list clients", ""),
        () -> Result.success(page(stored.list(after, PAGE), after)));
  }

  private Page<Listed> page(Page<StoredClient> page, Optional<Page.Cursor> after) {
    List<Listed> items = new ArrayList<>();
    if (after.isEmpty()) {
      ofSettings.get().forEach(client -> items.add(ofSettings(client)));
    }
    page.items().stream()
        .filter(one -> !isFixed(one.client().name()))
        .forEach(one -> items.add(listed(one)));
    return new Page<>(items, page.next());
  }

  private static Listed ofSettings(Client client) {
    return new Listed(client, Origin.SETTINGS, List.of());
  }

  private static Listed listed(StoredClient one) {
    return new Listed(one.client(), Origin.STORED, one.secrets());
  }

  @Override
  public Result<Listed> show(ApiPrincipal principal, ClientName name) {
    return administrators.attempted(
        AuditedAction.of(principal, "show client", name.value()),
        () ->
            fixed(name)
                .map(AdministerClientsService::ofSettings)
                .or(() -> stored.find(name).map(AdministerClientsService::listed))
                .map(Result::success)
                .orElseGet(AdministerClientsService::noSuchClient));
  }

  private static <T> Result<T> noSuchClient() {
    return Result.rejected(ErrorCode.NO_SUCH_CLIENT, "there is no such client or secret");
  }

  @Override
  public Result<Listed> put(ApiPrincipal principal, Client client) {
    AuditedAction action = AuditedAction.of(principal, "put client", client.name().value());
    return changed(action, client.name(), () -> stored(action, client));
  }

  private Result<Listed> stored(AuditedAction action, Client client) {
    if (stored.find(client.name()).isEmpty() && stored.count() >= MOST) {
      return Result.rejected(
          ErrorCode.INVALID_PARAMETER, "more than " + MOST + " clients cannot be stored");
    }
    stored.save(client);
    audit.granted(action, told(client));
    return Result.success(listed(stored.find(client.name()).orElseThrow()));
  }

  private static String told(Client client) {
    return "may %s, PBXs %s, extensions %s, %s"
        .formatted(
            client.permissions(),
            client.scope().pbxs().map(Object::toString).orElse("all"),
            client.scope().extensions().map(Object::toString).orElse("all"),
            client.enabled() ? "enabled" : "disabled");
  }

  @Override
  public Result<ClientName> remove(ApiPrincipal principal, ClientName name) {
    AuditedAction action = AuditedAction.of(principal, "remove client", name.value());
    return changed(action, name, () -> removed(action, name));
  }

  private Result<ClientName> removed(AuditedAction action, ClientName name) {
    if (!stored.remove(name)) {
      return noSuchClient();
    }
    audit.granted(action, "removed");
    return Result.success(name);
  }

  @Override
  public Result<NewSecret> addSecret(
      ApiPrincipal principal, ClientName name, Optional<Instant> oldUntil) {
    AuditedAction action = AuditedAction.of(principal, "add secret", name.value());
    return ofStored(action, name, known -> added(action, known, oldUntil));
  }

  private Result<NewSecret> added(
      AuditedAction action, StoredClient known, Optional<Instant> oldUntil) {
    Instant now = clock.instant();
    List<ClientSecret> valid =
        known.secrets().stream().filter(secret -> secret.validAt(now)).toList();
    if (valid.size() >= MOST_SECRETS) {
      return Result.rejected(
          ErrorCode.READ_ONLY, "this client has two valid secrets; remove one of them first");
    }
    int number = 1 + known.secrets().stream().mapToInt(ClientSecret::number).max().orElse(0);
    SecretGenerator.Made made = secrets.make();
    Stream<ClientSecret> old =
        valid.stream().map(secret -> oldUntil.map(secret::until).orElse(secret));
    ClientSecret added = new ClientSecret(number, made.hash(), now, Optional.empty());
    stored.saveSecrets(known.client().name(), Stream.concat(old, Stream.of(added)).toList());
    audit.granted(
        action, "secret " + number + oldUntil.map(end -> ", the old one until " + end).orElse(""));
    return Result.success(new NewSecret(number, made.secret()));
  }

  @Override
  public Result<ClientName> removeSecret(ApiPrincipal principal, ClientName name, int number) {
    AuditedAction action = AuditedAction.of(principal, "remove secret", name.value());
    return ofStored(action, name, known -> removed(action, known, number));
  }

  private Result<ClientName> removed(AuditedAction action, StoredClient known, int number) {
    List<ClientSecret> rest =
        known.secrets().stream().filter(secret -> secret.number() != number).toList();
    if (rest.size() == known.secrets().size()) {
      return noSuchClient();
    }
    stored.saveSecrets(known.client().name(), rest);
    audit.granted(action, "secret " + number);
    return Result.success(known.client().name());
  }

  private <T> Result<T> ofStored(
      AuditedAction action, ClientName name, Function<StoredClient, Result<T>> work) {
    return changed(
        action,
        name,
        () -> stored.find(name).map(work).orElseGet(AdministerClientsService::noSuchClient));
  }

  private <T> Result<T> changed(AuditedAction action, ClientName name, Supplier<Result<T>> work) {
    return administrators.attempted(
        action,
        () ->
            isFixed(name)
                ? Result.rejected(
                    ErrorCode.READ_ONLY,
                    "the client " + name + " is one of the settings; change it there")
                : transactions.call(work));
  }
}
