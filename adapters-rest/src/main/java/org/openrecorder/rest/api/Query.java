package org.openrecorder.rest.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.openrecorder.domain.InvalidValue;
import org.openrecorder.domain.access.ApiPrincipal;
import org.openrecorder.rest.request.CurrentPrincipal;
import org.openrecorder.rest.request.MalformedRequestException;
import org.openrecorder.rest.request.UrlEncoded;

/**
 * The query parameters of a request: only known ones, each at most once; a blank one counts as not
 * given.
 */
final class Query {

  private final Map<String, List<String>> parameters;

  private Query(Map<String, List<String>> parameters) {
    this.parameters = parameters;
  }

  /**
   * Reads them.
   *
   * @throws MalformedRequestException if there is one that {@code known} does not name or one is
   *     repeated
   */
  static Query of(HttpServletRequest request, Set<String> known) {
    Map<String, List<String>> given = UrlEncoded.empty().and(request.getQueryString()).parameters();
    given.forEach((name, values) -> check(known.contains(name), values));
    return new Query(given);
  }

  /**
   * Who calls, where no parameter is known.
   *
   * @throws MalformedRequestException if there is one all the same
   */
  static ApiPrincipal callerWithout(HttpServletRequest request) {
    of(request, Set.of());
    return CurrentPrincipal.request(request);
  }

  private static void check(boolean known, List<String> values) {
    if (!known) {
      throw MalformedRequestException.because("the query has a parameter that is not known here");
    }
    if (values.size() > 1) {
      throw MalformedRequestException.because("a parameter of the query is given more than once");
    }
  }

  /**
   * The parameter as a value.
   *
   * @throws MalformedRequestException if the value breaks its rule
   */
  <T> Optional<T> read(String name, Function<String, T> type) {
    return parameters.getOrDefault(name, List.of()).stream()
        .filter(text -> !text.isBlank())
        .findFirst()
        .map(text -> valid(name, text, type));
  }

  /** What is given under the other names, in the order of the names. */
  SortedMap<String, String> without(String name) {
    SortedMap<String, String> others = new TreeMap<>();
    parameters.forEach((key, values) -> others.put(key, values.getFirst()));
    others.values().removeIf(String::isBlank);
    others.remove(name);
    return others;
  }

  private static <T> T valid(String name, String text, Function<String, T> type) {
    try {
      return type.apply(text);
    } catch (InvalidValue invalid) {
      throw MalformedRequestException.because(
          "the parameter " + name + " is invalid: " + invalid.getMessage());
    }
  }
}
