package org.openrecorder.application.composition;

import java.time.InstantSource;
import org.openrecorder.application.port.ArchiveInventory;
import org.openrecorder.application.port.AudioArchive;
import org.openrecorder.application.port.CallRecorder;
import org.openrecorder.application.port.CallRecords;
import org.openrecorder.application.port.ChannelSource;
import org.openrecorder.application.port.IngestDelays;
import org.openrecorder.application.port.KeyedTaskQueue;
import org.openrecorder.application.port.RecordingIdGenerator;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.application.port.Spool;
import org.openrecorder.application.port.Transactions;
import org.openrecorder.application.port.UserDirectory;

/**
 * Every driven port of the recording use cases, by the technology behind it.
 *
 * @param users the people who may listen
 */
public record Ports(Pbx pbx, Audio audio, Store store, Host host, UserDirectory users) {

  /**
   * What the PBXs offer.
   *
   * @param channels answers what a PBX itself says of a channel
   * @param recorder tells a PBX to begin and to end
   * @param spool the directories that the PBXs write audio to
   */
  public record Pbx(ChannelSource channels, CallRecorder recorder, Spool spool) {}

  /**
   * Where audio is kept.
   *
   * @param delays why audio is not in the archive yet
   */
  public record Audio(AudioArchive archive, ArchiveInventory inventory, IngestDelays delays) {}

  /** The database. */
  public record Store(CallRecords calls, Recordings recordings, Transactions transactions) {}

  /** What the process itself offers. */
  public record Host(KeyedTaskQueue tasks, RecordingIdGenerator ids, InstantSource clock) {}
}
