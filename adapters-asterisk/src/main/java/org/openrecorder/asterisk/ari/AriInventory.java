package org.openrecorder.asterisk.ari;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.openrecorder.application.port.ArchiveInventory;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.StoredAudio;

/** An inventory that fetches a file of a PBX without a shared directory before it compares it. */
public final class AriInventory implements ArchiveInventory {

  /** As long as a file in a shared directory must rest. */
  private static final Duration QUIET = Duration.ofMinutes(10);

  private static final int MOST_REMEMBERED = 10_000;

  private final Map<PbxName, AriFileFetcher> sources;
  private final ArchiveInventory inventory;
  private final InstantSource clock;
  private final SequencedMap<RecordingId, Seen> unfinished = new LinkedHashMap<>();

  /** The size of a file, and since when it is known to have it: Asterisk tells no time. */
  private record Seen(long bytes, Instant since) {}

  public AriInventory(
      Map<PbxName, AriFileFetcher> sources, ArchiveInventory inventory, InstantSource clock) {
    this.sources = Map.copyOf(sources);
    this.inventory = inventory;
    this.clock = clock;
  }

  private Optional<AriFileFetcher> of(PbxName pbx) {
    return Optional.ofNullable(sources.get(pbx));
  }

  @Override
  public Condition look(StoredAudio audio) {
    return inventory.look(audio);
  }

  @Override
  public List<String> parts() {
    return inventory.parts();
  }

  @Override
  public List<RecordingId> in(String part) {
    return inventory.in(part);
  }

  @Override
  public List<String> links() {
    return inventory.links();
  }

  @Override
  public boolean atRest(PbxName pbx, RecordingId recording) {
    Optional<AriFileFetcher.Look> remote =
        of(pbx).map(source -> source.look(recording)).filter(AriFileFetcher.Look::there);
    return remote
        .map(look -> look.finished() || restsLong(recording, look.bytes()))
        .orElseGet(() -> inventory.atRest(pbx, recording));
  }

  private synchronized boolean restsLong(RecordingId recording, long bytes) {
    Seen now = new Seen(bytes, clock.instant());
    Seen seen = unfinished.merge(recording, now, AriInventory::theOlderIfEqual);
    if (unfinished.size() > MOST_REMEMBERED) {
      var unused = unfinished.pollFirstEntry();
    }
    boolean rests = seen.since().plus(QUIET).isBefore(now.since());
    if (rests) {
      unfinished.remove(recording);
    }
    return rests;
  }

  private static Seen theOlderIfEqual(Seen before, Seen now) {
    return before.bytes() == now.bytes() ? before : now;
  }

  @Override
  public boolean holds(PbxName pbx, RecordingId recording, StoredAudio audio) {
    of(pbx).ifPresent(source -> source.fetch(recording));
    return inventory.holds(pbx, recording, audio);
  }

  @Override
  public String quarantine(PbxName pbx, RecordingId recording) {
    of(pbx).ifPresent(source -> source.fetch(recording));
    return inventory.quarantine(pbx, recording);
  }
}
