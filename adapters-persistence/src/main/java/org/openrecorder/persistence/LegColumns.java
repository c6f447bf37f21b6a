package org.openrecorder.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;
import org.openrecorder.domain.call.ChannelName;
import org.openrecorder.domain.call.Extension;
import org.openrecorder.domain.call.Leg;
import org.openrecorder.domain.call.UniqueId;

/**
 * A channel that took part in a call. The extension follows from the channel's name and is there to
 * be searched for.
 */
@Embeddable
record LegColumns(
    @Column(name = "unique_id", nullable = false) String uniqueId,
    @Column(name = "channel", nullable = false) String channel,
    @Column(name = "extension") @Nullable String extension) {

  static LegColumns of(Leg leg) {
    return new LegColumns(
        leg.uniqueId().value(),
        leg.channel().value(),
        leg.extension().map(Extension::value).orElse(null));
  }

  Leg toDomain() {
    return new Leg(new UniqueId(uniqueId), new ChannelName(channel));
  }
}
