package org.openrecorder.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import org.openrecorder.application.port.AudioContent;
import org.openrecorder.application.port.AudioVault;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.recording.AudioPiece;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.StoredAudio;

/**
 * Counts audio that goes into the archive and is opened to go out: {@code
 * openrecorder.audio.stored} and {@code openrecorder.audio.opened}, in bytes.
 */
public final class CountedVault implements AudioVault {

  private final Counter stored;
  private final Counter opened;
  private final AudioVault vault;

  public CountedVault(MeterRegistry registry, AudioVault vault) {
    this.stored = bytes("openrecorder.audio.stored", "Audio put into the archive", registry);
    this.opened = bytes("openrecorder.audio.opened", "Archived audio opened to be sent", registry);
    this.vault = vault;
  }

  private static Counter bytes(String name, String description, MeterRegistry registry) {
    return Counter.builder(name).description(description).baseUnit("bytes").register(registry);
  }

  @Override
  public Deposit deposit(PbxName pbx, RecordingId recording) {
    Deposit deposit = vault.deposit(pbx, recording);
    if (deposit instanceof Deposit.Stored now) {
      stored.increment((double) now.audio().bytes());
    }
    return deposit;
  }

  @Override
  public AudioContent open(StoredAudio audio) {
    AudioContent content = vault.open(audio);
    opened.increment((double) audio.bytes());
    return content;
  }

  @Override
  public Joined join(List<AudioPiece> pieces) {
    Joined joined = vault.join(pieces);
    opened.increment((double) joined.content().bytes());
    return joined;
  }

  @Override
  public Room room(PbxName pbx) {
    return vault.room(pbx);
  }

  @Override
  public boolean spoolWasShortSince(PbxName pbx, Instant then) {
    return vault.spoolWasShortSince(pbx, then);
  }
}
