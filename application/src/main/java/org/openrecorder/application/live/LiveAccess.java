package org.openrecorder.application.live;

import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.PbxName;

/**
 * What of the live channel state a principal may know; all else must look as if it were not there.
 */
public interface LiveAccess {

  /** All of them. */
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
