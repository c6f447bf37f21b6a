package org.openrecorder.rest.planted.cycle.other;

import org.openrecorder.rest.planted.cycle.Egg;

/** Planted: the other of two packages that need each other. */
public final class Hen {

  public Class<?> from() {
    return Egg.class;
  }
}
