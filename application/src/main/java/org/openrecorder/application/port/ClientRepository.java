package org.openrecorder.application.port;

import java.util.List;
import java.util.Optional;
import org.openrecorder.domain.access.Client;
import org.openrecorder.domain.access.ClientName;
import org.openrecorder.domain.access.ClientSecret;

/**
 * The stored client systems. Writes are durable when the surrounding {@link Transactions} block
 * returns, or at once without one, and every reader sees them from then on. Every method throws
 * {@link StoreUnavailableException} if the database cannot be used.
 */
public interface ClientRepository {

  /**
   * A client and its secrets.
   *
   * @param secrets oldest first
   */
  record StoredClient(Client client, List<ClientSecret> secrets) {
    public StoredClient {
      secrets = List.copyOf(secrets);
    }
  }

  Optional<StoredClient> find(ClientName name);

  /** Newest first, from {@code after} on, at most {@code limit}. */
  Page<StoredClient> list(Optional<Page.Cursor> after, int limit);

  /** How many there are. */
  long count();

  /** Stores the client, new or changed; the secrets of a known one stay. */
  void save(Client client);

  /** Replaces the secrets of a known client. */
  void saveSecrets(ClientName name, List<ClientSecret> secrets);

  /** Removes the client with its secrets; whether there was such a client. */
  boolean remove(ClientName name);
}
