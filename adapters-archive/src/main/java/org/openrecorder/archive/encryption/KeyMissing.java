package org.openrecorder.archive.encryption;

import java.io.IOException;

/** A file cannot be read because the master key that its own is wrapped by is not at hand. */
public final class KeyMissing extends IOException {

  private static final long serialVersionUID = 1L;

  public KeyMissing(String which) {
    super("a master key is needed that the settings do not name: " + which);
  }
}
