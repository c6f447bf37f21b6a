package org.openrecorder.asterisk;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.openrecorder.application.live.PbxEventListener;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.ChannelEvent;
import org.openrecorder.domain.call.ChannelName;
import org.openrecorder.domain.call.LiveChannels;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.call.UniqueId;

/** A feed that keeps the live channel state and remembers what it was told. */
final class RecordedFeed implements PbxEventListener {

  private final LiveChannels channelState = new LiveChannels();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final Set<String> threads = ConcurrentHashMap.newKeySet();
  private final AtomicInteger events = new AtomicInteger();
  private final AtomicInteger compared = new AtomicInteger();
  private final List<String> doubted = new CopyOnWriteArrayList<>();
  private volatile boolean believed;
  private volatile CountDownLatch held = new CountDownLatch(0);
  private volatile boolean failing;

  @Override
  public void inSync(PbxName pbx, List<Channel> snapshot) {
    hold();
    channelState.replaceWith(snapshot);
    believed = true;
    told.add("in sync with " + snapshot.size());
  }

  @Override
  public int compared(PbxName pbx, List<Channel> listed) {
    hold();
    int different = channelState.differences(listed).size();
    channelState.replaceWith(listed);
    compared.incrementAndGet();
    return different;
  }

  @Override
  public void doubted(PbxName pbx, ChannelName name) {
    hold();
    doubted.add(name.value());
  }

  @Override
  public void doubted(PbxName pbx, UniqueId channel) {
    hold();
    doubted.add(channel.value());
  }

  @Override
  public void happened(PbxName pbx, ChannelEvent event) {
    hold();
    events.incrementAndGet();
    if (failing) {
      throw new IllegalStateException("the application fails");
    }
    channelState.apply(event);
  }

  @Override
  public void lost(PbxName pbx, String why) {
    threads.add(Thread.currentThread().getName());
    believed = false;
    told.add("lost");
  }

  private void hold() {
    threads.add(Thread.currentThread().getName());
    try {
      held.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets the application take its time, until {@link #goOn}. */
  void stall() {
    held = new CountDownLatch(1);
  }

  void goOn() {
    held.countDown();
  }

  void failing(boolean whether) {
    failing = whether;
  }

  boolean believed() {
    return believed;
  }

  int events() {
    return events.get();
  }

  boolean knows(String uniqueId) {
    return channelState.find(new UniqueId(uniqueId)).isPresent();
  }

  /** How often the channels were compared with the PBX's own list. */
  int comparisons() {
    return compared.get();
  }

  /** Names and unique ids of the channels that were doubted. */
  List<String> doubted() {
    return List.copyOf(doubted);
  }

  LiveChannels channelState() {
    return channelState;
  }

  List<String> told() {
    return List.copyOf(told);
  }

  Set<String> threads() {
    return Set.copyOf(threads);
  }
}
