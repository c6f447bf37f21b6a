package org.openrecorder.asterisk;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import org.asteriskjava.manager.EventTimeoutException;
import org.asteriskjava.manager.ResponseEvents;
import org.asteriskjava.manager.action.CoreShowChannelsAction;
import org.asteriskjava.manager.event.CoreShowChannelEvent;
import org.asteriskjava.manager.event.CoreShowChannelsCompleteEvent;
import org.asteriskjava.manager.response.ManagerError;
import org.openrecorder.application.port.PbxUnavailable;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.UniqueId;

/** Asks a PBX for all its channels. */
final class ChannelList {

  private final EventTranslation translation;

  ChannelList(EventTranslation translation) {
    this.translation = translation;
  }

  /**
   * Every channel of the PBX, oldest first.
   *
   * @throws PbxUnavailable if the PBX refuses, does not answer or does not list as many as it says
   */
  List<Channel> ask(AmiSession session) {
    return translation.channels(whole(answer(session))).stream()
        .sorted(Comparator.comparing(channel -> Age.of(channel.uniqueId())))
        .toList();
  }

  private static ResponseEvents answer(AmiSession session) {
    try {
      return session.sendEventGeneratingAction(new CoreShowChannelsAction());
    } catch (EventTimeoutException | IOException | IllegalStateException e) {
      throw new PbxUnavailable("no list of channels: " + e.getMessage(), e);
    }
  }

  private static List<CoreShowChannelEvent> whole(ResponseEvents answer) {
    if (answer.getResponse() instanceof ManagerError refusal) {
      throw new PbxUnavailable(
          "the PBX refuses to list its channels: " + PbxWords.of(refusal.getMessage()));
    }
    List<CoreShowChannelEvent> listed =
        answer.getEvents().stream()
            .filter(CoreShowChannelEvent.class::isInstance)
            .map(CoreShowChannelEvent.class::cast)
            .toList();
    if (!says(answer, listed.size())) {
      throw new PbxUnavailable("the list of channels came incomplete");
    }
    return listed;
  }

  private static boolean says(ResponseEvents answer, int listed) {
    return answer.getEvents().stream()
        .anyMatch(
            event ->
                event instanceof CoreShowChannelsCompleteEvent end
                    && end.getListitems() != null
                    && end.getListitems() == listed);
  }

  /** When a channel was made: its unique id is the second and a number that goes up. */
  private record Age(long second, long number) implements Comparable<Age> {

    private static final Comparator<Age> OLDEST_FIRST =
        Comparator.<Age, Long>comparing(Age::second, Long::compareUnsigned)
            .thenComparing(Age::number, Long::compareUnsigned);

    static Age of(UniqueId uniqueId) {
      String id = uniqueId.value();
      int dot = id.lastIndexOf('.');
      int system = id.lastIndexOf('-', dot);
      return new Age(
          Long.parseUnsignedLong(id.substring(system + 1, dot)),
          Long.parseUnsignedLong(id.substring(dot + 1)));
    }

    @Override
    public int compareTo(Age other) {
      return OLDEST_FIRST.compare(this, other);
    }
  }
}
