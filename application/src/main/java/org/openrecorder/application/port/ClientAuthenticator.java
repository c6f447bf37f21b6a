package org.openrecorder.application.port;

import java.util.Optional;
import org.openrecorder.domain.access.ApiPrincipal;
import org.openrecorder.domain.access.Client;
import org.openrecorder.domain.access.ClientName;

/**
 * Authenticates the client systems. An address is that of the peer of the connection, in its usual
 * written form (IPv4 or IPv6 without brackets), and becomes that of the principal.
 *
 * <p>All methods throw {@link StoreUnavailableException} if the stored credentials cannot be read.
 */
public interface ClientAuthenticator {

  /**
   * The client with that name if that is its secret; empty for an unknown name and for a wrong
   * secret. The two take the same time, and a comparison takes the same time wherever the secrets
   * begin to differ.
   *
   * @param name as given by the client, any text of 1 to 100 characters
   * @param secret as given by the client, any text of up to 1,000 characters
   */
  Optional<ApiPrincipal> authenticate(String name, String secret, String address);

  /**
   * The client with that bearer token; empty if no client has it. A comparison takes the same time
   * wherever tokens begin to differ.
   *
   * @param token as given by the client, any text of up to 8,000 characters
   */
  Optional<ApiPrincipal> bearerOf(String token, String address);

  /**
   * The client of that name, for which the identity provider vouches; empty for an unknown one and
   * for the administrator, for whom the provider never vouches. A disabled client is returned as
   * disabled, so that no caller of this method takes it for an unknown one.
   */
  Optional<Client> named(ClientName name);

  /**
   * The principal of all requests from a trusted network; empty for an address outside of all of
   * them.
   */
  Optional<ApiPrincipal> trusted(String address);
}
