package org.openrecorder.rest.planted.cycle;

import org.openrecorder.rest.planted.cycle.other.Hen;

/** Planted: two packages that need each other. */
public final class Egg {

  public Class<?> from() {
    return Hen.class;
  }
}
