package org.openrecorder.soap.envelope;

import java.util.List;
import java.util.Optional;
import org.openrecorder.application.legacy.LegacyArgument;

/**
 * A call as an envelope carries it, and what its answer must look like for the client to read it.
 *
 * @param operation the local name of the element that is called, empty where the body has none
 * @param namespace of that element, empty where it is in none
 * @param qualified whether the arguments are in a namespace
 * @param encoded whether the client speaks the section 5 encoding
 * @param arguments by their local names; a value is blank where it is nil, empty or not text
 */
public record SoapCall(
    SoapVersion version,
    Optional<String> operation,
    String namespace,
    boolean qualified,
    boolean encoded,
    List<LegacyArgument> arguments) {

  public SoapCall {
    arguments = List.copyOf(arguments);
  }
}
