package org.openrecorder.edge;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.InputStream;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.openrecorder.application.port.AudioContent;
import org.openrecorder.application.port.DataCorruptException;
import org.openrecorder.application.retrieval.RetrievedRecording;
import org.openrecorder.domain.recording.Checksum;
import org.openrecorder.domain.recording.RecordingId;

/**
 * Audio of any size that is never in memory; may turn out to be corrupt after some bytes. Counts
 * how often it is closed.
 */
final class TestAudio implements AudioContent {

  static final RecordingId ID = new RecordingId(new UUID(1, 2));
  static final Checksum SHA256 = new Checksum("ab".repeat(32));

  private final long size;
  private final long soundUntil;
  private final AtomicInteger closed = new AtomicInteger();

  private TestAudio(long size, long soundUntil) {
    this.size = size;
    this.soundUntil = soundUntil;
  }

  static TestAudio sound(long size) {
    return new TestAudio(size, size);
  }

  static TestAudio corruptAfter(long soundUntil, long size) {
    return new TestAudio(size, soundUntil);
  }

  RetrievedRecording signature() {
    return new RetrievedRecording(ID, 3, SHA256, this);
  }

  /** A client may have its last byte before the server has closed the file. */
  void awaitClosedOnce() {
    await().atMost(20, SECONDS).untilAsserted(() -> assertThat(closed.get()).isEqualTo(1));
  }

  /** The byte at that place. */
  static byte at(long place) {
    return (byte) ((place * 31) >> 3);
  }

  @Override
  public long bytes() {
    return size;
  }

  @Override
  public InputStream stream() {
    return new InputStream() {
      private long place;

      @Override
      public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] block, int from, int count) {
        if (place == size) {
          return -1;
        }
        if (place == soundUntil) {
          throw new DataCorruptException("the checksum is wrong");
        }
        int given = (int) Math.min(count, soundUntil - place);
        for (int next = from; next < from + given; next++) {
          block[next] = at(place++);
        }
        return given;
      }
    };
  }

  @Override
  public void close() {
    closed.incrementAndGet();
  }
}
