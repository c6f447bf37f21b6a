package org.openrecorder.persistence;

import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The conditions of a search, of which only those with a value are asked. Values travel beside the
 * text of the query, so they mean nothing but themselves.
 */
final class WhereClause {

  private final List<String> texts = new ArrayList<>();
  private final Map<String, Object> values = new HashMap<>();

  /** Asks for {@code text}, which names {@code parameter} once, if there is a value for it. */
  WhereClause when(String text, String parameter, Optional<?> value) {
    value.ifPresent(
        present -> {
          texts.add(text);
          values.put(parameter, present);
        });
    return this;
  }

  /** Asks for {@code text}, which names no parameter. */
  WhereClause always(String text) {
    texts.add(text);
    return this;
  }

  String where() {
    return texts.isEmpty() ? "" : " where " + String.join(" and ", texts);
  }

  <T> TypedQuery<T> bind(TypedQuery<T> query) {
    values.forEach(query::setParameter);
    return query;
  }
}
