package org.openrecorder.soapclients.original;

import java.util.List;
import java.util.Optional;

/**
 * A call as Axis made it out of a request.
 *
 * @param arguments in the order of the method's parameters, empty where Axis gave none
 */
public record Taken(String method, List<Optional<String>> arguments) {

  public Taken {
    arguments = List.copyOf(arguments);
  }
}
