package org.openrecorder.application.identity;

import java.util.List;
import java.util.Optional;

/**
 * The names of the provider's claims.
 *
 * @param client the system that the token was issued for
 * @param user the user that it was issued for, if any
 * @param group the user's role
 * @param team the user's team
 * @param extensions the user's own extensions
 * @param permissions what a system may do that is not known here; empty where such a system is
 *     rejected
 * @param serviceAccounts rules that prove that a token belongs to a client itself; any of them does
 */
public record ClaimNames(
    String client,
    String user,
    String group,
    String team,
    String extensions,
    Optional<String> permissions,
    List<ServiceAccountRule> serviceAccounts) {

  public ClaimNames {
    serviceAccounts = List.copyOf(serviceAccounts);
  }
}
