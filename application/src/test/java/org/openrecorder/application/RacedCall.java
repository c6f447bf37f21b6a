package org.openrecorder.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.openrecorder.application.recording.MarkRecording.Mark;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.RecordingSegment;
import org.openrecorder.testing.KeyedTestQueue;

/** One call that a PBX and 15 clients fall upon at once, each with a script that a seed wrote. */
final class RacedCall {

  static final int CLIENTS = 15;
  private static final int REQUESTS = 2;

  private final KeyedTestQueue background;
  private final Server server;
  private final CallHistory history = new CallHistory();
  private final List<String> tags;
  private final Channel agent;
  private final boolean rings;
  private final boolean hangsUp;
  private final List<Runnable> scripts = new ArrayList<>();
  private final Set<RecordingId> deleted = ConcurrentHashMap.newKeySet();

  RacedCall(Random seeded, ExecutorService executor) {
    this.background = new KeyedTestQueue(executor);
    this.server = new Server(background);
    this.tags = seeded.nextBoolean() ? List.of("22") : List.of("22", "23");
    this.rings = seeded.nextInt(4) == 0;
    this.hangsUp = seeded.nextInt(3) != 0;
    this.agent = rings ? server.pbx.ring("SIP/410-1", "1.1") : server.pbx.talk("SIP/410-1", "1.1");
    scripts.add(thePbx(seeded));
    for (int client = 0; client < CLIENTS; client++) {
      scripts.add(aClient(seeded));
    }
  }

  private Runnable thePbx(Random seeded) {
    Runnable pause = aMoment(seeded);
    Runnable another = aMoment(seeded);
    return () -> {
      pause.run();
      Channel now = rings ? server.pbx.answer(agent) : agent;
      another.run();
      if (hangsUp) {
        history.hangUp(() -> server.pbx.hangUp(now));
      }
    };
  }

  private Runnable aClient(Random seeded) {
    List<Runnable> script = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      script.add(aMoment(seeded));
      script.add(aRequest(seeded));
    }
    return () -> script.forEach(Runnable::run);
  }

  /** Long enough for others to get in between, or not. */
  private static Runnable aMoment(Random seeded) {
    int turns = seeded.nextInt(2_000);
    return () -> {
      for (int i = 0; i < turns; i++) {
        Thread.onSpinWait();
      }
    };
  }

  private Runnable aRequest(Random seeded) {
    String tag = tags.get(seeded.nextInt(tags.size()));
    return switch (seeded.nextInt(10)) {
      case 0, 1 -> () -> history.step(() -> server.stop("410"), CallFate::stopByExtension);
      case 2, 3 -> () -> history.step(() -> server.stop("1.1"), CallFate::stopByUniqueId);
      case 4 -> () -> mark(tag, Mark.DELETED);
      case 5 -> () -> mark(tag, Mark.PRIVATE);
      default ->
          () -> history.step(() -> server.start("410", tag), result -> CallFate.start(tag, result));
    };
  }

  private void mark(String tag, Mark mark) {
    server
        .newest(tag)
        .filter(id -> server.tryToMark(id, mark) instanceof Result.Success)
        .filter(id -> mark == Mark.DELETED)
        .ifPresent(deleted::add);
  }

  /** Lets them all loose and waits until nothing happens any more. */
  void run(ExecutorService executor) throws Exception {
    assertThat(background.awaitIdle()).isEmpty();
    CountDownLatch go = new CountDownLatch(scripts.size());
    List<Future<?>> threads = new ArrayList<>();
    for (Runnable script : scripts) {
      threads.add(
          executor.submit(
              () -> {
                go.countDown();
                go.await();
                script.run();
                return true;
              }));
    }
    for (Future<?> thread : threads) {
      thread.get(60, TimeUnit.SECONDS);
    }
    assertThat(background.awaitIdle()).isEmpty();
  }

  void check() throws Exception {
    assertThat(history.isLegal()).as("one order explains all answers:%n%s", history).isTrue();
    assertThat(server.pbx.begun()).as("begun once each").doesNotHaveDuplicates();
    if (tags.size() == 1) { // another tag begins before the one before it ends
      assertThat(server.pbx.mostRecorders()).as("recorders at any time").isLessThanOrEqualTo(1);
    }
    assertThat(server.pbx.recorded()).as("recorders at the end").hasSizeLessThanOrEqualTo(1);
    assertThat(server.pbx.recorded())
        .as("what the rows say is recorded, after:%n%s", history)
        .containsExactlyInAnyOrderElementsOf(inState("recording"));
    assertThat(inState("requested", "withdrawn", "finalising")).isEmpty();
    assertThat(server.spool.list(Server.PBX).ours())
        .as("files left in the spool")
        .containsExactlyInAnyOrderElementsOf(server.pbx.recorded());
    assertThat(deleted).allMatch(id -> server.recording(id).deleted());
    server.reconcileOnSchedule();
    assertThat(background.awaitIdle()).isEmpty();
    assertThat(server.reports().getFirst().findings()).as("what reconciliation finds").isEmpty();
  }

  private List<RecordingId> inState(String... names) {
    return server.all().stream()
        .filter(segment -> Set.of(names).contains(segment.state().name()))
        .map(RecordingSegment::id)
        .toList();
  }
}
