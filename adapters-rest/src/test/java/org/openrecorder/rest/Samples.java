package org.openrecorder.rest;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.openrecorder.application.port.RecordingWithCall;
import org.openrecorder.domain.call.CallRecord;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.ChannelName;
import org.openrecorder.domain.call.Direction;
import org.openrecorder.domain.call.LinkedId;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.call.Tag;
import org.openrecorder.domain.call.UniqueId;
import org.openrecorder.domain.recording.Checksum;
import org.openrecorder.domain.recording.MixMonitorId;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.RecordingSegment;
import org.openrecorder.domain.recording.StoredAudio;

/** A call and its recording, at several points of their lives. */
public final class Samples {

  public static final Instant START = Instant.ofEpochSecond(12_347_811);
  public static final Checksum SHA256 = new Checksum("ab".repeat(32));

  private static final Channel CHANNEL =
      new Channel(
          new PbxName("pbx"),
          new UniqueId("12347811.214"),
          new LinkedId("12347811.213"),
          new ChannelName("SIP/410-12FA7B"),
          new ChannelName("SIP/410-12FA7B").extension(),
          true,
          Optional.empty(),
          false,
          false,
          Direction.UNKNOWN,
          "",
          "");

  private Samples() {}

  /** In progress. */
  public static CallRecord call() {
    return CallRecord.of(CHANNEL.call(), CHANNEL, List.of(CHANNEL), START.plusMillis(1))
        .tagged(new Tag("ü 22"));
  }

  /** The same call, in which another telephone rings. */
  public static CallRecord ringingToo() {
    return call().joinedBy(List.of(ringing()));
  }

  private static Channel ringing() {
    ChannelName name = new ChannelName("SIP/422-3");
    return Channel.made(
        CHANNEL.pbx(), new UniqueId("12347811.215"), CHANNEL.linkedId(), name, name.extension());
  }

  /** Its recorder was stopped and begun again, and then it was to go on with one that rings. */
  public static RecordingWithCall goneOn() {
    RecordingSegment first = finished().segment();
    RecordingSegment again =
        first
            .nextSegment(new RecordingId(new UUID(1, 3)), CHANNEL, START.plusSeconds(62))
            .begun(START.plusMillis(62_500), new MixMonitorId("0x7f"));
    RecordingSegment requested =
        first.nextSegment(new RecordingId(new UUID(1, 4)), ringing(), START.plusSeconds(70));
    return new RecordingWithCall(first, ringingToo()).with(List.of(again, requested));
  }

  public static RecordingSegment requested() {
    RecordingId id = new RecordingId(new UUID(1, 2));
    return RecordingSegment.requested(id, CHANNEL.call(), CHANNEL, new Tag("ü 22"), START);
  }

  /** Retrievable. */
  public static RecordingWithCall finished() {
    Instant end = START.plusSeconds(60);
    StoredAudio audio = new StoredAudio("x.wav", 960_044, SHA256, Duration.ofSeconds(60));
    RecordingSegment segment =
        requested().begun(START, new MixMonitorId("0x7f")).ended(end).kept(audio, Optional.empty());
    return new RecordingWithCall(segment, call().ended(end));
  }
}
