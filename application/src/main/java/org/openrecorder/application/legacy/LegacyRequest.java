package org.openrecorder.application.legacy;

import java.util.List;
import java.util.Optional;
import org.openrecorder.domain.access.ApiPrincipal;

/**
 * A request as it arrived at an endpoint.
 *
 * @param method the method's name as given, empty if there was none
 * @param arguments all others, in the order in which they were given
 */
public record LegacyRequest(
    ApiPrincipal caller, Optional<String> method, List<LegacyArgument> arguments) {

  public LegacyRequest {
    arguments = List.copyOf(arguments);
  }
}
