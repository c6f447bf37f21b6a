package org.openrecorder.application.legacy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.openrecorder.domain.access.Caller;

/**
 * A request as it came through a door.
 *
 * @param method the method's name as given, empty if none was
 * @param parameters every value that was given for each name, raw; names that the method does not
 *     know are ignored
 */
public record LegacyRequest(
    Caller caller, Optional<String> method, Map<String, List<String>> parameters) {

  public LegacyRequest {
    parameters =
        parameters.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
  }
}
