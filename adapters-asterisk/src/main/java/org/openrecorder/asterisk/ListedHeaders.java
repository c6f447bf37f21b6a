package org.openrecorder.asterisk;

import java.util.HashMap;
import java.util.Map;
import org.asteriskjava.manager.event.CoreShowChannelEvent;
import org.asteriskjava.manager.event.ManagerEvent;
import org.asteriskjava.manager.event.StatusEvent;
import org.jspecify.annotations.Nullable;

/** From Asterisk-Java's events that answer an action back to headers. */
final class ListedHeaders {

  private ListedHeaders() {}

  static ChannelHeaders of(CoreShowChannelEvent event) {
    return of(event, event.getChannel(), event.getUniqueid(), event.getLinkedid());
  }

  static ChannelHeaders of(StatusEvent event) {
    return of(event, event.getChannel(), event.getUniqueId(), event.getLinkedId());
  }

  private static ChannelHeaders of(
      ManagerEvent event,
      @Nullable String channel,
      @Nullable String uniqueId,
      @Nullable String linkedId) {
    Map<String, String> headers = new HashMap<>();
    put(headers, "channel", channel);
    put(headers, "uniqueid", uniqueId);
    put(headers, "linkedid", linkedId);
    put(headers, "channelstate", event.getChannelState());
    put(headers, "calleridnum", event.getCallerIdNum());
    put(headers, "connectedlinenum", event.getConnectedLineNum());
    return new ChannelHeaders(new AmiEvent("", headers, false));
  }

  private static void put(Map<String, String> headers, String name, @Nullable Object value) {
    if (value != null) {
      headers.put(name, value.toString());
    }
  }
}
