package org.openrecorder.application.port;

import java.util.Optional;

/**
 * A part that the server cannot do without, and that may come to an end which only a new start of
 * the server mends. What is out of reach and may come back (a database, a PBX, a disk) is no end.
 */
public interface LivenessProbe {

  /** Why it has come to its end, in a person's words; empty while it has not. Answers at once. */
  Optional<String> end();
}
