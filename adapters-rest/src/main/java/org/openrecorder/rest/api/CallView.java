package org.openrecorder.rest.api;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openrecorder.application.port.CallRecords;
import org.openrecorder.domain.call.CallLeg;
import org.openrecorder.domain.call.CallRecord;
import org.openrecorder.domain.call.Extension;
import org.openrecorder.domain.call.Tag;
import org.openrecorder.domain.recording.RecordingId;

/**
 * A call record.
 *
 * @param uniqueId of the channel that was first asked to be recorded
 * @param channels all of the call, that one first
 * @param extension of that channel, null where its name holds none
 * @param endedAt null while the call is in progress
 * @param recordings their ids, oldest first
 */
public record CallView(
    String pbx,
    String uniqueId,
    String linkedId,
    List<ChannelView> channels,
    @Nullable String extension,
    String startedAt,
    @Nullable String answeredAt,
    @Nullable String endedAt,
    @Nullable String externalReference,
    List<String> recordings)
    implements View {

  /**
   * A channel of the call, under the name it had when it was first seen.
   *
   * @param tookPart false where it only rang
   */
  public record ChannelView(
      String name, String uniqueId, @Nullable String extension, boolean tookPart) implements View {

    static ChannelView of(CallLeg leg) {
      return new ChannelView(
          leg.channel().value(),
          leg.uniqueId().value(),
          leg.extension().map(Extension::value).orElse(null),
          leg.tookPart());
    }
  }

  static CallView of(CallRecords.Entry entry) {
    CallRecord call = entry.call();
    return new CallView(
        call.key().pbx().value(),
        call.subject().value(),
        call.key().linkedId().value(),
        call.legs().stream().map(ChannelView::of).toList(),
        call.extension().map(Extension::value).orElse(null),
        Timestamps.text(call.startedAt()),
        Timestamps.text(call.answeredAt()),
        Timestamps.text(call.endedAt()),
        call.externalReference().map(Tag::value).orElse(null),
        entry.recordings().stream().map(RecordingId::toString).toList());
  }
}
