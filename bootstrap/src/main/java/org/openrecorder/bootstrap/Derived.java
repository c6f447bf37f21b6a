package org.openrecorder.bootstrap;

import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is made of something that changes now and then, made anew when it has.
 *
 * @param <S> what it is made of; another one is another object
 */
final class Derived<S, T> implements Supplier<T> {

  private final Supplier<S> source;
  private final Function<S, T> maker;
  private volatile @Nullable Made<S, T> made;

  private record Made<S, T>(S of, T value) {}

  Derived(Supplier<S> source, Function<S, T> maker) {
    this.source = source;
    this.maker = maker;
  }

  @Override
  public T get() {
    S now = source.get();
    Made<S, T> known = made;
    if (known == null || known.of() != now) {
      known = new Made<>(now, maker.apply(now));
      made = known;
    }
    return known.value();
  }
}
