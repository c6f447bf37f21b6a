package org.openrecorder.testing;

import java.util.List;
import java.util.Optional;
import org.openrecorder.application.port.ClientRepository;
import org.openrecorder.application.port.Page;
import org.openrecorder.domain.access.Client;
import org.openrecorder.domain.access.ClientName;
import org.openrecorder.domain.access.ClientSecret;
import org.openrecorder.testing.InMemoryRows.Numbered;

/** The clients in an {@link InMemoryStore}. */
public final class InMemoryClientRepository implements ClientRepository {

  private final InMemoryStore store;

  public InMemoryClientRepository(InMemoryStore store) {
    this.store = store;
  }

  @Override
  public Optional<StoredClient> find(ClientName name) {
    return store.with(rows -> Optional.ofNullable(rows.clients.get(name)).map(Numbered::row));
  }

  @Override
  public Page<StoredClient> list(Optional<Page.Cursor> after, int limit) {
    return store.with(rows -> InMemoryRows.page(rows.clients, client -> true, after, limit));
  }

  @Override
  public long count() {
    return store.with(rows -> (long) rows.clients.size());
  }

  @Override
  public void save(Client client) {
    store.with(
        rows ->
            rows.clients.merge(
                client.name(),
                rows.number(new StoredClient(client, List.of())),
                (known, fresh) ->
                    new Numbered<>(
                        known.number(), new StoredClient(client, known.row().secrets()))));
  }

  @Override
  public void saveSecrets(ClientName name, List<ClientSecret> secrets) {
    Object saved =
        store.with(
            rows ->
                rows.clients.computeIfPresent(
                    name,
                    (key, known) ->
                        new Numbered<>(
                            known.number(), new StoredClient(known.row().client(), secrets))));
    if (saved == null) {
      throw new IllegalStateException("the client is not stored: " + name);
    }
  }

  @Override
  public boolean remove(ClientName name) {
    return store.with(rows -> rows.clients.remove(name) != null);
  }
}
