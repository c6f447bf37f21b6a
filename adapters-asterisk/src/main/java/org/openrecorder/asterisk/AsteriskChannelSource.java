package org.openrecorder.asterisk;

import java.util.Map;
import java.util.Optional;
import org.openrecorder.application.port.ChannelSource;
import org.openrecorder.application.port.PbxUnavailableException;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.ChannelName;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.call.UniqueId;

/** Asks the PBXs over their links. */
public final class AsteriskChannelSource implements ChannelSource {

  private final Map<PbxName, AsteriskLink> links;

  public AsteriskChannelSource(Map<PbxName, AsteriskLink> links) {
    this.links = Map.copyOf(links);
  }

  @Override
  public Inquiry confirm(Channel known) {
    return link(known.pbx()).inspector().confirm(known);
  }

  @Override
  public Optional<Channel> find(PbxName pbx, UniqueId channel) {
    return link(pbx).inspector().find(channel);
  }

  @Override
  public Optional<Channel> find(PbxName pbx, ChannelName name) {
    return link(pbx).inspector().find(name);
  }

  @Override
  public void recheck(PbxName pbx, UniqueId channel) {
    link(pbx).recheck(channel);
  }

  @Override
  public void refresh(PbxName pbx) {
    link(pbx).refresh();
  }

  @Override
  public void doubt(PbxName pbx) {
    link(pbx).doubt();
  }

  private AsteriskLink link(PbxName pbx) {
    return Optional.ofNullable(links.get(pbx))
        .orElseThrow(() -> new PbxUnavailableException("the settings name no PBX " + pbx));
  }
}
