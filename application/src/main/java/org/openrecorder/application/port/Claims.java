package org.openrecorder.application.port;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a trusted provider says of a client: texts by the names of the claims. */
public record Claims(Map<String, List<String>> values) {

  public Claims {
    values = Map.copyOf(values);
  }

  /** Whether anything is said under that name, be it something that is no text. */
  public boolean names(String name) {
    return values.containsKey(name);
  }

  /** All that is said under that name, perhaps nothing. */
  public List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  /** What is said under that name; empty where it is nothing, or more than one thing. */
  public Optional<String> one(String name) {
    List<String> all = all(name);
    return all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
  }
}
