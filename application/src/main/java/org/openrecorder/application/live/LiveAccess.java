package org.openrecorder.application.live;

import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.PbxName;

/**
 * The part of the live channel state that a principal may know of; responses must look as if the
 * rest did not exist.
 */
public interface LiveAccess {

  /** All of it. */
  LiveAccess EVERYTHING =
      new LiveAccess() {
        @Override
        public boolean covers(PbxName pbx) {
          return true;
        }

        @Override
        public boolean covers(Channel channel) {
          return true;
        }
      };

  /** Whether some channels of that PBX are covered. */
  boolean covers(PbxName pbx);

  boolean covers(Channel channel);
}
