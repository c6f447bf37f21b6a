package org.openrecorder.bootstrap;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openrecorder.domain.call.PbxName;

/**
 * Mistakes in the set-up of PBXs with which a link comes up all the same: each is told by the
 * health check with what to change, and in the log when it is found, now and then while it lasts,
 * and when it is mended.
 */
@Singleton
class PbxTroubles {

  /** What can be wrong, each by itself. */
  enum Kind {
    /** The manager user may not do what recording needs. */
    RIGHTS,
    /** This server may not do with the spool what it has to. */
    SPOOL,
    /** A start found no file. */
    NO_FILE
  }

  private static final Logger LOG = System.getLogger(PbxTroubles.class.getName());

  /** Between two lines about the same. */
  private static final Duration PAUSE = Duration.ofMinutes(10);

  /**
   * What is wrong, when it was seen last, and when the log was told.
   *
   * @param words what is wrong, one thing each
   */
  private record Trouble(List<String> words, Instant seen, Instant told) {}

  private final InstantSource clock;
  private final Map<PbxName, Map<Kind, Trouble>> troubles = new HashMap<>();

  @Inject
  PbxTroubles(InstantSource clock) {
    this.clock = clock;
  }

  /** What is wrong now, in words; nothing where all is well again. */
  synchronized void set(PbxName pbx, Kind kind, List<String> words) {
    if (words.isEmpty()) {
      mended(pbx, kind);
    } else {
      found(pbx, kind, words);
    }
  }

  private Map<Kind, Trouble> known(PbxName pbx) {
    return troubles.computeIfAbsent(pbx, name -> new EnumMap<>(Kind.class));
  }

  private void mended(PbxName pbx, Kind kind) {
    Trouble before = known(pbx).remove(kind);
    if (before != null) {
      LOG.log(Level.INFO, "PBX {0}: mended: {1}", pbx, String.join("; ", before.words()));
    }
  }

  private void found(PbxName pbx, Kind kind, List<String> words) {
    Instant now = clock.instant();
    Instant told =
        Optional.ofNullable(known(pbx).get(kind))
            .filter(before -> before.words().equals(words))
            .map(Trouble::told)
            .filter(then -> now.isBefore(then.plus(PAUSE)))
            .orElse(now);
    known(pbx).put(kind, new Trouble(words, now, told));
    if (told.equals(now)) {
      LOG.log(Level.ERROR, "PBX {0}: {1}", pbx, String.join("; ", words));
    }
  }

  /** Forgets what was not seen for so long: no client may have tried again. */
  synchronized void forget(PbxName pbx, Kind kind, Duration unseen) {
    Trouble known = known(pbx).get(kind);
    if (known != null && clock.instant().isAfter(known.seen().plus(unseen))) {
      known(pbx).remove(kind);
    }
  }

  /** All that is wrong with that PBX. */
  synchronized List<String> of(PbxName pbx) {
    return troubles.getOrDefault(pbx, Map.of()).values().stream()
        .flatMap(trouble -> trouble.words().stream())
        .toList();
  }
}
