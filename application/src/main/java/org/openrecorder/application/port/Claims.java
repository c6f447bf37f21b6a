package org.openrecorder.application.port;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a trusted provider states in a token: texts by the names of the claims. */
public record Claims(Map<String, List<String>> values) {

  public Claims {
    values = Map.copyOf(values);
  }

  /** Whether there is a claim of that name, even if its value is no text. */
  public boolean names(String name) {
    return values.containsKey(name);
  }

  /** All values of that claim, perhaps none. */
  public List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  /** The value of that claim; empty where it has none, or more than one. */
  public Optional<String> one(String name) {
    List<String> all = all(name);
    return all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
  }
}
