package org.openrecorder.testing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openrecorder.domain.call.CallId;
import org.openrecorder.domain.call.CallLeg;
import org.openrecorder.domain.call.CallRecord;
import org.openrecorder.domain.call.ChannelName;
import org.openrecorder.domain.call.Direction;
import org.openrecorder.domain.call.LinkedId;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.call.Tag;
import org.openrecorder.domain.call.UniqueId;

/** Builds a stored call: 410 rang and answered, 411 had dialled, and they still talk. */
public final class CallBuilder {

  private final String linkedId;
  private final List<CallLeg> legs = new ArrayList<>();
  private String pbx = "pbx-1";
  private String callerNumber = "410";
  private Instant startedAt = Instant.parse("2026-11-23T08:00:00.123456Z");
  private Optional<Instant> answeredAt = Optional.of(startedAt.plusSeconds(5));
  private Optional<Instant> endedAt = Optional.empty();
  private Optional<Tag> externalReference = Optional.empty();

  private CallBuilder(String linkedId) {
    this.linkedId = linkedId;
    leg(linkedId, "PJSIP/410-00000001");
    leg(linkedId + "1", "PJSIP/411-00000002");
  }

  /** A call whose first channel has that unique id. */
  public static CallBuilder aCall(String linkedId) {
    return new CallBuilder(linkedId);
  }

  public CallBuilder on(String pbxName) {
    pbx = pbxName;
    return this;
  }

  public CallBuilder leg(String uniqueId, String channel) {
    ChannelName name = new ChannelName(channel);
    legs.add(new CallLeg(new UniqueId(uniqueId), name, name.extension(), true));
    return this;
  }

  /** A telephone that rang, and somebody else took the call. */
  public CallBuilder rang(String uniqueId, String channel) {
    ChannelName name = new ChannelName(channel);
    legs.add(new CallLeg(new UniqueId(uniqueId), name, name.extension(), false));
    return this;
  }

  public CallBuilder startedAt(Instant at) {
    startedAt = at;
    return this;
  }

  public CallBuilder callerNumber(String number) {
    callerNumber = number;
    return this;
  }

  /** It still rings. */
  public CallBuilder ringing() {
    answeredAt = Optional.empty();
    return this;
  }

  public CallBuilder endedAt(Instant at) {
    endedAt = Optional.of(at);
    return this;
  }

  public CallBuilder tagged(String tag) {
    externalReference = Optional.of(new Tag(tag));
    return this;
  }

  public CallRecord build() {
    CallLeg first = legs.getFirst();
    return new CallRecord(
        new CallId(new PbxName(pbx), new LinkedId(linkedId)),
        first.uniqueId(),
        first.extension(),
        Direction.INBOUND,
        callerNumber,
        "411",
        legs,
        startedAt,
        answeredAt,
        endedAt,
        externalReference);
  }
}
