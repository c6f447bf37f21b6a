package org.openrecorder.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import org.openrecorder.application.port.AudioArchive;
import org.openrecorder.application.port.AudioContent;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.recording.AudioSegment;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.StoredAudio;

/**
 * Counts audio that goes into the archive and is opened to go out: {@code
 * openrecorder.audio.stored} and {@code openrecorder.audio.opened}, in bytes.
 */
public final class MeteredAudioArchive implements AudioArchive {

  private final Counter stored;
  private final Counter opened;
  private final AudioArchive archive;

  public MeteredAudioArchive(MeterRegistry registry, AudioArchive archive) {
    this.stored = bytes("openrecorder.audio.stored", "Audio put into the archive", registry);
    this.opened = bytes("openrecorder.audio.opened", "Archived audio opened to be sent", registry);
    this.archive = archive;
  }

  private static Counter bytes(String name, String description, MeterRegistry registry) {
    return Counter.builder(name).description(description).baseUnit("bytes").register(registry);
  }

  @Override
  public IngestResult ingest(PbxName pbx, RecordingId recording) {
    IngestResult ingested = archive.ingest(pbx, recording);
    if (ingested instanceof IngestResult.Stored now) {
      stored.increment((double) now.audio().bytes());
    }
    return ingested;
  }

  @Override
  public AudioContent open(StoredAudio audio) {
    AudioContent content = archive.open(audio);
    opened.increment((double) audio.bytes());
    return content;
  }

  @Override
  public Joined join(List<AudioSegment> segments) {
    Joined joined = archive.join(segments);
    opened.increment((double) joined.content().bytes());
    return joined;
  }

  @Override
  public Room room(PbxName pbx) {
    return archive.room(pbx);
  }

  @Override
  public boolean spoolWasShortSince(PbxName pbx, Instant then) {
    return archive.spoolWasShortSince(pbx, then);
  }
}
