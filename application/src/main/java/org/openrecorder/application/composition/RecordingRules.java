package org.openrecorder.application.composition;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.openrecorder.domain.call.Extension;
import org.openrecorder.domain.call.PbxName;

/**
 * What the administrator has set for all recordings.
 *
 * @param pbxs the names of the configured PBXs
 * @param privateExtensions extensions whose recordings are always private
 * @param privateByRinging whether a call that only rang at such an extension is private too
 * @param conversationGap how long a conversation may have no partner before its recording ends
 * @param reconciliationPatience how long an administrator's request waits for a reconciliation
 */
public record RecordingRules(
    List<PbxName> pbxs,
    Set<Extension> privateExtensions,
    boolean privateByRinging,
    Duration conversationGap,
    Duration reconciliationPatience) {

  public RecordingRules {
    pbxs = List.copyOf(pbxs);
    privateExtensions = Set.copyOf(privateExtensions);
  }
}
