package org.openrecorder.rest.planted;

import java.util.concurrent.TimeUnit;

/** Planted: nobody waits for a time instead of a condition. */
public final class Sleeps {

  public void nap() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(1);
  }
}
