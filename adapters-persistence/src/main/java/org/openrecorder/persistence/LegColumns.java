package org.openrecorder.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openrecorder.domain.call.CallLeg;
import org.openrecorder.domain.call.ChannelName;
import org.openrecorder.domain.call.Extension;
import org.openrecorder.domain.call.UniqueId;

/** A channel of a call, with the extension that it had by the rules of that time. */
@Embeddable
record LegColumns(
    @Column(name = "unique_id", nullable = false) String uniqueId,
    @Column(name = "channel", nullable = false) String channel,
    @Column(name = "extension") @Nullable String extension,
    @Column(name = "took_part", nullable = false) boolean tookPart) {

  static LegColumns of(CallLeg leg) {
    return new LegColumns(
        leg.uniqueId().value(),
        leg.channel().value(),
        leg.extension().map(Extension::value).orElse(null),
        leg.tookPart());
  }

  CallLeg toDomain() {
    return new CallLeg(
        new UniqueId(uniqueId),
        new ChannelName(channel),
        Optional.ofNullable(extension).map(Extension::new),
        tookPart);
  }
}
