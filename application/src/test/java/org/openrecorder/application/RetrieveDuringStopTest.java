package org.openrecorder.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openrecorder.application.legacy.LegacyResult;
import org.openrecorder.application.retrieval.RetrievedRecording;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.testing.KeyedTestQueue;
import org.openrecorder.testing.WavFiles;

/** Sixteen readers ask for a recording without pause while it is stopped and its call ends. */
class RetrieveDuringStopTest {

  private static final int READERS = 16;
  private static final int ROUNDS = 10;
  private static final int SECOND = 16_000;

  private static final Set<ErrorCode> NOT_YET =
      EnumSet.of(ErrorCode.CALL_IN_PROGRESS, ErrorCode.NOT_READY);

  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  /** One round: a call that is recorded, and what its readers got. */
  private final class Round {

    final KeyedTestQueue background = new KeyedTestQueue(threads);
    final Server server = new Server(background);
    final Channel agent = server.pbx.talk("SIP/410-1", "1.1");
    final Channel customer = server.pbx.talk("SIP/trunk-2", "1.2", "1.1");
    final CountDownLatch allAsked = new CountDownLatch(READERS);
    final List<Future<byte[]>> readers = new ArrayList<>();
    private volatile boolean callMayBeOver;

    RecordingId begin() {
      RecordingId id = Server.id(server.start("410", "22"));
      server.spool.put(Server.PBX, id, WavFiles.unfinished(WavFiles.tone(8_000, 100)));
      for (int i = 0; i < READERS; i++) {
        readers.add(threads.submit(this::read));
      }
      return id;
    }

    /** Asks until it is given; whatever else it is told must be "not yet". */
    private byte[] read() {
      while (true) {
        Result<LegacyResult> result = server.retrieve("22", "fred");
        allAsked.countDown();
        if (result instanceof Result.Success<LegacyResult>) {
          assertThat(callMayBeOver).as("the call was in progress").isTrue();
          return bytes(Server.audio(result).signature());
        }
        assertThat(Server.code(result)).isIn(NOT_YET);
        Thread.onSpinWait();
      }
    }

    void finish(RecordingId id) {
      server.spool.put(Server.PBX, id, WavFiles.oneSecond());
    }

    void hangUpLast(Channel last) {
      callMayBeOver = true;
      server.pbx.hangUp(last);
    }

    void expect(int bytes) throws Exception {
      for (Future<byte[]> reader : readers) {
        assertThat(reader.get(60, TimeUnit.SECONDS).length)
            .as("bytes; the recordings are %s", server.everything())
            .isEqualTo(bytes);
      }
      assertThat(background.awaitIdle()).isEmpty();
    }
  }

  private static byte[] bytes(RetrievedRecording retrieved) {
    try (retrieved;
        InputStream stream = retrieved.content().stream()) {
      byte[] all = stream.readAllBytes();
      assertThat(all.length).isEqualTo((int) retrieved.content().bytes());
      return all;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Test
  void each_gets_the_rejection_or_the_whole_file() throws Exception {
    for (int i = 0; i < ROUNDS; i++) {
      Round round = new Round();
      RecordingId id = round.begin();
      round.allAsked.await();
      round.finish(id);
      round.server.stop("410");
      round.server.pbx.hangUp(round.agent);
      round.hangUpLast(round.customer);
      round.expect(WavFiles.HEADER + SECOND);
    }
  }

  @Test
  void of_a_recording_that_went_on_with_another_channel_each_gets_all_or_nothing()
      throws Exception {
    for (int i = 0; i < ROUNDS; i++) {
      Round round = new Round();
      Channel colleague = round.server.pbx.talk("SIP/412-3", "1.3", "1.1");
      RecordingId id = round.begin();
      round.allAsked.await();
      round.finish(id);
      round.server.pbx.hangUp(round.agent);
      assertThat(round.background.awaitIdle()).isEmpty();
      assertThat(round.server.pbx.recorders()).as("it goes on").isEqualTo(1);
      round.server.stop("412");
      round.server.pbx.hangUp(round.customer);
      round.hangUpLast(colleague);
      round.expect(WavFiles.HEADER + 2 * SECOND);
    }
  }
}
