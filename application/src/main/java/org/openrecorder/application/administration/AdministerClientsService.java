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
import org.openrecorder.application.Answer;
import org.openrecorder.application.Audit;
import org.openrecorder.application.Audit.Attempt;
import org.openrecorder.application.RefusalCode;
import org.openrecorder.application.port.Clients;
import org.openrecorder.application.port.Clients.StoredClient;
import org.openrecorder.application.port.Page;
import org.openrecorder.application.port.SecretMaker;
import org.openrecorder.application.port.Transactions;
import org.openrecorder.domain.access.Caller;
import org.openrecorder.domain.access.Client;
import org.openrecorder.domain.access.ClientName;
import org.openrecorder.domain.access.ClientSecret;

/** Stores the change and the audit row as one. */
public final class AdministerClientsService implements AdministerClients {

  private final Supplier<? extends Collection<Client>> ofSettings;
  private final Clients stored;
  private final SecretMaker secrets;
  private final Transactions transactions;
  private final Audit audit;
  private final ForAdministrators administrators;
  private final InstantSource clock;

  /**
   * Makes one.
   *
   * @param ofSettings the clients that cannot be changed, the administrator among them
   */
  public AdministerClientsService(
      Collection<Client> ofSettings,
      Clients stored,
      SecretMaker secrets,
      Transactions transactions,
      Audit audit,
      InstantSource clock) {
    this(() -> ofSettings, stored, secrets, transactions, audit, clock);
  }

  /**
   * Makes one for settings that can change.
   *
   * @param ofSettings the clients that cannot be changed here, the administrator among them, asked
   *     for with each request
   */
  public AdministerClientsService(
      Supplier<? extends Collection<Client>> ofSettings,
      Clients stored,
      SecretMaker secrets,
      Transactions transactions,
      Audit audit,
      InstantSource clock) {
    this.ofSettings = ofSettings;
    this.stored = stored;
    this.secrets = secrets;
    this.transactions = transactions;
    this.audit = audit;
    this.administrators = new ForAdministrators(audit, "clients");
    this.clock = clock;
  }

  private Optional<Client> fixed(ClientName name) {
    return ofSettings.get().stream().filter(client -> client.name().equals(name)).findFirst();
  }

  private boolean isFixed(ClientName name) {
    return fixed(name).isPresent();
  }

  @Override
  public Answer<Page<Listed>> list(Caller caller, Optional<Page.Cursor> after) {
    return administrators.attempted(
        Attempt.of(caller, "list clients", ""),
        () -> Answer.granted(page(stored.list(after, PAGE), after)));
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
  public Answer<Listed> show(Caller caller, ClientName name) {
    return administrators.attempted(
        Attempt.of(caller, "show client", name.value()),
        () ->
            fixed(name)
                .map(AdministerClientsService::ofSettings)
                .or(() -> stored.find(name).map(AdministerClientsService::listed))
                .map(Answer::granted)
                .orElseGet(AdministerClientsService::noSuchClient));
  }

  private static <T> Answer<T> noSuchClient() {
    return Answer.refused(RefusalCode.NO_SUCH_CLIENT, "there is no such client or secret");
  }

  @Override
  public Answer<Listed> put(Caller caller, Client client) {
    Attempt attempt = Attempt.of(caller, "put client", client.name().value());
    return changed(attempt, client.name(), () -> stored(attempt, client));
  }

  private Answer<Listed> stored(Attempt attempt, Client client) {
    if (stored.find(client.name()).isEmpty() && stored.count() >= MOST) {
      return Answer.refused(
          RefusalCode.INVALID_PARAMETER, "more than " + MOST + " clients cannot be stored");
    }
    stored.save(client);
    audit.granted(attempt, told(client));
    return Answer.granted(listed(stored.find(client.name()).orElseThrow()));
  }

  private static String told(Client client) {
    return "may %s, PBXs %s, extensions %s, %s"
        .formatted(
            client.permissions(),
            client.reach().pbxs().map(Object::toString).orElse("all"),
            client.reach().extensions().map(Object::toString).orElse("all"),
            client.enabled() ? "enabled" : "disabled");
  }

  @Override
  public Answer<ClientName> remove(Caller caller, ClientName name) {
    Attempt attempt = Attempt.of(caller, "remove client", name.value());
    return changed(attempt, name, () -> removed(attempt, name));
  }

  private Answer<ClientName> removed(Attempt attempt, ClientName name) {
    if (!stored.remove(name)) {
      return noSuchClient();
    }
    audit.granted(attempt, "removed");
    return Answer.granted(name);
  }

  @Override
  public Answer<NewSecret> addSecret(Caller caller, ClientName name, Optional<Instant> oldUntil) {
    Attempt attempt = Attempt.of(caller, "add secret", name.value());
    return ofStored(attempt, name, known -> added(attempt, known, oldUntil));
  }

  private Answer<NewSecret> added(Attempt attempt, StoredClient known, Optional<Instant> oldUntil) {
    Instant now = clock.instant();
    List<ClientSecret> valid =
        known.secrets().stream().filter(secret -> secret.validAt(now)).toList();
    if (valid.size() >= MOST_SECRETS) {
      return Answer.refused(
          RefusalCode.READ_ONLY, "this client has two valid secrets; remove one of them first");
    }
    int number = 1 + known.secrets().stream().mapToInt(ClientSecret::number).max().orElse(0);
    SecretMaker.Made made = secrets.make();
    Stream<ClientSecret> old =
        valid.stream().map(secret -> oldUntil.map(secret::until).orElse(secret));
    ClientSecret added = new ClientSecret(number, made.hash(), now, Optional.empty());
    stored.saveSecrets(known.client().name(), Stream.concat(old, Stream.of(added)).toList());
    audit.granted(
        attempt, "secret " + number + oldUntil.map(end -> ", the old one until " + end).orElse(""));
    return Answer.granted(new NewSecret(number, made.secret()));
  }

  @Override
  public Answer<ClientName> removeSecret(Caller caller, ClientName name, int number) {
    Attempt attempt = Attempt.of(caller, "remove secret", name.value());
    return ofStored(attempt, name, known -> removed(attempt, known, number));
  }

  private Answer<ClientName> removed(Attempt attempt, StoredClient known, int number) {
    List<ClientSecret> rest =
        known.secrets().stream().filter(secret -> secret.number() != number).toList();
    if (rest.size() == known.secrets().size()) {
      return noSuchClient();
    }
    stored.saveSecrets(known.client().name(), rest);
    audit.granted(attempt, "secret " + number);
    return Answer.granted(known.client().name());
  }

  private <T> Answer<T> ofStored(
      Attempt attempt, ClientName name, Function<StoredClient, Answer<T>> work) {
    return changed(
        attempt,
        name,
        () -> stored.find(name).map(work).orElseGet(AdministerClientsService::noSuchClient));
  }

  private <T> Answer<T> changed(Attempt attempt, ClientName name, Supplier<Answer<T>> work) {
    return administrators.attempted(
        attempt,
        () ->
            isFixed(name)
                ? Answer.refused(
                    RefusalCode.READ_ONLY,
                    "the client " + name + " is one of the settings; change it there")
                : transactions.call(work));
  }
}
