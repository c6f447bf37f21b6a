package org.openrecorder.asterisk;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.openrecorder.application.live.PbxEventListener;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.ChannelEvent;
import org.openrecorder.domain.call.ChannelName;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.call.UniqueId;

/** Ties the knot between a link and the use cases, which need each other. */
final class Latecomer implements PbxEventListener {

  private final AtomicReference<@Nullable PbxEventListener> feed = new AtomicReference<>();

  void become(PbxEventListener real) {
    feed.set(real);
  }

  private PbxEventListener feed() {
    return Objects.requireNonNull(feed.get());
  }

  @Override
  public void inSync(PbxName pbx, List<Channel> snapshot) {
    feed().inSync(pbx, snapshot);
  }

  @Override
  public int compared(PbxName pbx, List<Channel> listed) {
    return feed().compared(pbx, listed);
  }

  @Override
  public void doubted(PbxName pbx, ChannelName name) {
    feed().doubted(pbx, name);
  }

  @Override
  public void doubted(PbxName pbx, UniqueId channel) {
    feed().doubted(pbx, channel);
  }

  @Override
  public void happened(PbxName pbx, ChannelEvent event) {
    feed().happened(pbx, event);
  }

  @Override
  public void lost(PbxName pbx, String why) {
    feed().lost(pbx, why);
  }
}
