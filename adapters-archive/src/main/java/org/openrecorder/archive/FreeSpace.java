package org.openrecorder.archive;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How much room file systems have left, asked at most once a second for each directory. */
final class FreeSpace {

  /** How old an answer may be: the low-water mark leaves far more room than a second fills. */
  private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

  private final Map<Path, Answer> answers = new ConcurrentHashMap<>();

  private record Answer(long bytes, long askedAt) {
    boolean fresh() {
      return System.nanoTime() - askedAt < FRESH_NANOS;
    }
  }

  /** Bytes that this server's account may still write there; 0 where that cannot be found out. */
  long in(Path directory) {
    Answer known = answers.get(directory);
    return known != null && known.fresh() ? known.bytes() : ask(directory);
  }

  private long ask(Path directory) {
    Answer answer = new Answer(directory.toFile().getUsableSpace(), System.nanoTime());
    answers.put(directory, answer);
    return answer.bytes();
  }
}
