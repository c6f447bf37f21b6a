package org.openrecorder.rest.planted;

import org.openrecorder.archive.DirectorySpool;

/** Planted: an adapter must not know another one. */
public final class TalksToTheArchive {

  public Class<?> other() {
    return DirectorySpool.class;
  }
}
