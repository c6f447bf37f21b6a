package org.openrecorder.domain.planted;

import java.util.Random;

/** Planted: nothing in the domain may happen by chance. */
public final class ThrowsDice {

  public int die() {
    return new Random().nextInt(6);
  }
}
