package org.openrecorder.application.live;

import java.util.Optional;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.call.UniqueId;

/**
 * One way to interpret a unique id from a client.
 *
 * @param pbx the only PBX that is meant, because its name stood in front; empty if any may be
 */
public record UniqueIdInterpretation(UniqueId uniqueId, Optional<PbxName> pbx) {

  /** Whether something of that PBX can be meant. */
  public boolean covers(PbxName other) {
    return pbx.isEmpty() || pbx.get().equals(other);
  }
}
