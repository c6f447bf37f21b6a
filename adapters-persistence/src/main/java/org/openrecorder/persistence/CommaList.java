package org.openrecorder.persistence;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lists of values in which no comma can be, in one column. */
final class CommaList {

  private CommaList() {}

  static <T> String of(Collection<T> values, Function<T, String> text) {
    return values.stream().map(text).sorted().collect(Collectors.joining(","));
  }

  static <T> @Nullable String ofLimit(Optional<Set<T>> values, Function<T, String> text) {
    return values.map(some -> of(some, text)).orElse(null);
  }

  static <T> Set<T> values(String list, Function<String, T> type) {
    return Stream.of(list)
        .flatMap(text -> text.isEmpty() ? Stream.empty() : List.of(text.split(",", -1)).stream())
        .map(type)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  static <T> Optional<Set<T>> limit(@Nullable String list, Function<String, T> type) {
    return Optional.ofNullable(list).map(text -> values(text, type));
  }
}
