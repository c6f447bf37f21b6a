package org.openrecorder.application.port;

import java.util.Optional;

/**
 * A part that the server cannot do without, and that may fail in a way that only a restart of the
 * server repairs. A dependency that is unreachable and may come back (a database, a PBX, a disk) is
 * no such failure.
 */
public interface LivenessProbe {

  /** Why it has failed, human-readable; empty while it has not. Returns at once. */
  Optional<String> end();
}
