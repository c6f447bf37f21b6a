package org.openrecorder.application.live;

import java.util.List;
import org.openrecorder.application.port.ChannelSource;
import org.openrecorder.application.port.ChannelSource.Inquiry;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.ChannelIdentifier;
import org.openrecorder.domain.call.ChannelSelection;
import org.openrecorder.domain.call.PbxName;

/**
 * Finds the channel that a client means. It queries the PBX before it reports that there is none or
 * that there are several: the live channel state may have missed or misread an event.
 */
public final class ChannelFinder {

  /**
   * Of more candidates only the first are checked: the client gets a list of all of them anyway.
   */
  private static final int MOST_ASKED_ABOUT = 10;

  private final PbxRegistry pbxs;
  private final ChannelSource source;

  public ChannelFinder(PbxRegistry pbxs, ChannelSource source) {
    this.pbxs = pbxs;
    this.source = source;
  }

  /**
   * The channel that a client with that scope means, over all PBXs in sync. A chosen channel still
   * has to be {@linkplain #confirm confirmed}.
   *
   * @throws org.openrecorder.application.port.PbxUnavailableException if there is none and a PBX
   *     that might have one does not respond
   */
  public ChannelSelection choose(ChannelIdentifier which, LiveAccess scope) {
    return switch (pbxs.choose(which, scope)) {
      case ChannelSelection.Chosen chosen -> chosen;
      case ChannelSelection.None none -> {
        refresh(scope);
        yield pbxs.choose(which, scope);
      }
      case ChannelSelection.Ambiguous(List<Channel> candidates) -> {
        candidates.stream().limit(MOST_ASKED_ABOUT).forEach(this::recheck);
        yield pbxs.choose(which, scope);
      }
    };
  }

  /**
   * The live channels that match the identifier and are covered, oldest first on each PBX.
   *
   * @throws org.openrecorder.application.port.PbxUnavailableException as for {@link #choose}
   */
  public List<Channel> candidates(ChannelIdentifier which, LiveAccess scope) {
    List<Channel> known = pbxs.candidates(which, scope);
    if (!known.isEmpty()) {
      return known;
    }
    refresh(scope);
    return pbxs.candidates(which, scope);
  }

  /** Starts all queries before it waits for one. */
  private void refresh(LiveAccess scope) {
    List<PbxName> covered = pbxs.names().stream().filter(scope::covers).toList();
    covered.forEach(source::doubt);
    covered.forEach(source::refresh);
  }

  /** Asks the PBX whether the channel is as it is known here, and does not wait. */
  public Inquiry confirm(Channel known) {
    return source.confirm(known);
  }

  /** Corrects what is known of the channel, which the PBX has not confirmed. */
  public void recheck(Channel known) {
    source.recheck(known.pbx(), known.uniqueId());
  }
}
