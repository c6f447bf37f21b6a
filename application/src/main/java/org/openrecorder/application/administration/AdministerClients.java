package org.openrecorder.application.administration;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.openrecorder.application.Result;
import org.openrecorder.application.port.Page;
import org.openrecorder.domain.access.ApiPrincipal;
import org.openrecorder.domain.access.Client;
import org.openrecorder.domain.access.ClientName;
import org.openrecorder.domain.access.ClientSecret;

/**
 * Shows and changes the client systems. Everything is rejected with FORBIDDEN for all but
 * administrators; what is granted takes effect at once, is durable, and leaves one audit record. No
 * secret is ever shown again.
 */
public interface AdministerClients {

  /** The most stored items of one page; the clients of the settings come with the first page. */
  int PAGE = 100;

  /** The most clients that are stored. */
  int MOST = 10_000;

  /** The most secrets of one client: checking a wrong one takes as long as checking all. */
  int MOST_SECRETS = 2;

  /**
   * A client and where it comes from.
   *
   * @param secrets of a stored one, oldest first
   */
  record Listed(Client client, Origin origin, List<ClientSecret> secrets) {
    public Listed {
      secrets = List.copyOf(secrets);
    }
  }

  /** A new secret, shown this once. */
  record NewSecret(int number, String secret) {
    /** Without the secret. */
    @Override
    public String toString() {
      return "secret " + number;
    }
  }

  Result<Page<Listed>> list(ApiPrincipal principal, Optional<Page.Cursor> after);

  /** Also rejected with NO_SUCH_CLIENT. */
  Result<Listed> show(ApiPrincipal principal, ClientName name);

  /**
   * Stores the client, new or changed; its secrets stay, and a new one has none. Rejected with
   * READ_ONLY if it is one of the settings.
   */
  Result<Listed> put(ApiPrincipal principal, Client client);

  /** Rejected with NO_SUCH_CLIENT, and with READ_ONLY for one of the settings. */
  Result<ClientName> remove(ApiPrincipal principal, ClientName name);

  /**
   * Adds a secret beside the one that is there.
   *
   * @param oldUntil when the old one ends; empty if it stays until it is removed
   * @return the new secret; also rejected with READ_ONLY where {@link #MOST_SECRETS} are valid
   *     already
   */
  Result<NewSecret> addSecret(ApiPrincipal principal, ClientName name, Optional<Instant> oldUntil);

  /** Also rejected with NO_SUCH_CLIENT where the client has no secret of that number. */
  Result<ClientName> removeSecret(ApiPrincipal principal, ClientName name, int number);
}
