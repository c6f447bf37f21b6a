package org.openrecorder.lab.phone;

import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Beats every 20 ms for all phones of this virtual machine. The beats are counted from the first
 * one: a late beat is followed by early ones, so nothing drifts.
 */
final class AudioClock {
  private static final long BEAT_MILLIS = 20;
  private static final Set<AudioStream> STREAMS = new CopyOnWriteArraySet<>();
  private static final ScheduledExecutorService CLOCK =
      Executors.newSingleThreadScheduledExecutor(
          beat -> Thread.ofPlatform().daemon().name("phone-audio").unstarted(beat));

  static {
    var unused = CLOCK.scheduleAtFixedRate(AudioClock::beat, 0, BEAT_MILLIS, TimeUnit.MILLISECONDS);
  }

  private AudioClock() {}

  static void add(AudioStream stream) {
    STREAMS.add(stream);
  }

  static void remove(AudioStream stream) {
    STREAMS.remove(stream);
  }

  private static void beat() {
    STREAMS.forEach(AudioStream::beat);
  }
}
