package org.openrecorder.domain.planted;

import java.util.Date;

/** Planted: the domain must be told the time. */
@SuppressWarnings("JavaUtilDate") // it is what is planted
public final class FetchesADate {

  public long when() {
    return new Date().getTime();
  }
}
