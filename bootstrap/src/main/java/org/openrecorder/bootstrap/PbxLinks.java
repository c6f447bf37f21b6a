package org.openrecorder.bootstrap;

import jakarta.enterprise.inject.Vetoed;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.stream.Collectors;
import org.openrecorder.application.live.PbxEventListener;
import org.openrecorder.application.port.CallRecorder;
import org.openrecorder.application.port.ChannelSource;
import org.openrecorder.asterisk.AsteriskCallRecorder;
import org.openrecorder.asterisk.AsteriskChannelSource;
import org.openrecorder.asterisk.AsteriskLink;
import org.openrecorder.asterisk.AsteriskPbx;
import org.openrecorder.asterisk.LinkState;
import org.openrecorder.asterisk.LinkStatistics;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.ChannelEvent;
import org.openrecorder.domain.call.ChannelName;
import org.openrecorder.domain.call.Extension;
import org.openrecorder.domain.call.ExtensionRules;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.call.UniqueId;
import org.openrecorder.settings.RecorderSettings;

/**
 * The links to all PBXs. The recorder sends through them and the follower of calls, which needs the
 * recorder, listens to them: so they are made first and told whom to feed when they start.
 */
final class PbxLinks implements AutoCloseable {

  private final Map<PbxName, AsteriskLink> links = new LinkedHashMap<>();
  private final LateFeed feed = new LateFeed();

  PbxLinks(List<RecorderSettings.Pbx> pbxs, Duration resyncEvery, ThreadFactory threads) {
    for (RecorderSettings.Pbx pbx : pbxs) {
      PbxName name = new PbxName(pbx.name());
      links.put(name, new AsteriskLink(asterisk(name, pbx), feed, resyncEvery, threads));
    }
  }

  private static AsteriskPbx asterisk(PbxName name, RecorderSettings.Pbx pbx) {
    return new AsteriskPbx(
        name,
        pbx.host(),
        pbx.port(),
        pbx.user(),
        pbx.secret().reveal(),
        pbx.spool(),
        extensions(pbx.devices()));
  }

  private static ExtensionRules extensions(RecorderSettings.Devices devices) {
    return new ExtensionRules(
        devices.pattern(),
        devices.aliases().entrySet().stream()
            .collect(
                Collectors.toMap(alias -> new Extension(alias.getKey()), Map.Entry::getValue)));
  }

  Collection<PbxName> names() {
    return links.keySet();
  }

  CallRecorder recorder() {
    return new AsteriskCallRecorder(links);
  }

  ChannelSource source() {
    return new AsteriskChannelSource(links);
  }

  List<LinkState> states() {
    return links.values().stream().map(AsteriskLink::state).toList();
  }

  /** How the link to that PBX is doing now. */
  LinkState state(PbxName pbx) {
    return link(pbx).state();
  }

  /** What its manager user may not do that recording needs, and what to change. */
  List<String> problems(PbxName pbx) {
    return link(pbx).problems();
  }

  /** What comes over it. */
  LinkStatistics traffic(PbxName pbx) {
    return link(pbx).traffic();
  }

  private AsteriskLink link(PbxName pbx) {
    return Objects.requireNonNull(links.get(pbx), "no such PBX");
  }

  void start(PbxEventListener listener) {
    feed.listener = Optional.of(listener);
    links.values().forEach(AsteriskLink::start);
  }

  @Override
  public void close() {
    links.values().forEach(AsteriskLink::close);
  }

  /** Passes on what the links hear; nothing is heard before they are started. */
  @Vetoed
  private static final class LateFeed implements PbxEventListener {

    private volatile Optional<PbxEventListener> listener = Optional.empty();

    @Override
    public void inSync(PbxName pbx, List<Channel> snapshot) {
      listener.orElseThrow().inSync(pbx, snapshot);
    }

    @Override
    public int compared(PbxName pbx, List<Channel> listed) {
      return listener.orElseThrow().compared(pbx, listed);
    }

    @Override
    public void doubted(PbxName pbx, ChannelName name) {
      listener.orElseThrow().doubted(pbx, name);
    }

    @Override
    public void doubted(PbxName pbx, UniqueId channel) {
      listener.orElseThrow().doubted(pbx, channel);
    }

    @Override
    public void happened(PbxName pbx, ChannelEvent event) {
      listener.orElseThrow().happened(pbx, event);
    }

    @Override
    public void lost(PbxName pbx, String why) {
      listener.orElseThrow().lost(pbx, why);
    }
  }
}
