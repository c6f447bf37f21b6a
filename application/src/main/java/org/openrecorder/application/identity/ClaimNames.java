package org.openrecorder.application.identity;

import java.util.List;
import java.util.Optional;

/**
 * Under which names the provider says what.
 *
 * @param client the system that the token was made for
 * @param user the person that it was made for, if any
 * @param group the person's rights group
 * @param team the person's team
 * @param extensions the person's own extensions
 * @param permissions what a system may do that is not known here; empty where such a one gets
 *     nowhere
 * @param serviceAccounts what proves that a token is of a client itself; any of them does
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
