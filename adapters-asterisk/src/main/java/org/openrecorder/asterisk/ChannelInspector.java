package org.openrecorder.asterisk;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.asteriskjava.manager.ResponseEvents;
import org.asteriskjava.manager.action.GetVarAction;
import org.asteriskjava.manager.action.StatusAction;
import org.asteriskjava.manager.event.StatusEvent;
import org.asteriskjava.manager.response.GetVarResponse;
import org.asteriskjava.manager.response.ManagerError;
import org.asteriskjava.manager.response.ManagerResponse;
import org.openrecorder.application.port.ChannelSource.Inquiry;
import org.openrecorder.application.port.PbxUnavailableException;
import org.openrecorder.domain.InvalidValue;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.ChannelName;
import org.openrecorder.domain.call.LinkedId;
import org.openrecorder.domain.call.UniqueId;

/**
 * Asks a PBX about one channel. Asterisk's Status tells all at once, the numbers of the call
 * included, into which a party of the call may have written line breaks and headers; but whatever
 * stands there, it cannot name our action, which Status names last. What Status does not tell well
 * is asked one by one: an answer to Getvar holds nothing that a caller can write.
 */
final class ChannelInspector {

  private static final String NO_CHANNEL = "No such channel";

  // what Asterisk tells without any module
  private static final String NAME = "CHANNEL";
  private static final String UNIQUE_ID = "UNIQUEID";

  private static final String LINKED_ID = "CHANNEL(linkedid)";
  private static final String STATE = "CHANNEL(state)";
  private static final String UP = "Up";

  /** One question for three values; the one that may hold blanks comes last. */
  private static final String ALL_AT_ONCE =
      "EVAL(${CHANNEL(state)} - ${CHANNEL(linkedid)} ${CHANNEL})";

  private static final String PEERS = "BRIDGEPEER";

  private final ActionSender sender;
  private final AmiEventTranslator translation;

  ChannelInspector(ActionSender sender, AmiEventTranslator translation) {
    this.sender = sender;
    this.translation = translation;
  }

  /**
   * Asks whether all is as it is known of that channel: its name, its call and whether it is
   * answered. Who holds cannot be asked for: CHANNEL(onhold) tells who is held.
   *
   * @return waits for the answer
   * @throws PbxUnavailableException at once if the PBX cannot be asked
   */
  Inquiry confirm(Channel known) {
    String id = AmiValue.header("the channel", known.uniqueId().value());
    ActionSender.Awaited<ManagerResponse> answer = sender.send(new GetVarAction(id, ALL_AT_ONCE));
    return () -> confirms(answer.await(), known);
  }

  /** A PBX whose function EVAL is not there tells nothing, and is asked in the long way. */
  private boolean confirms(ManagerResponse answer, Channel known) {
    if (answer instanceof GetVarResponse told && told.getValue() != null) {
      String line = told.getValue();
      return line.endsWith(withoutState(known)) && line.startsWith(UP + " ") == known.answered();
    }
    return !saysNoChannel(answer)
        && find(known.uniqueId()).filter(now -> isAsKnown(now, known)).isPresent();
  }

  private static boolean isAsKnown(Channel now, Channel known) {
    return withoutState(now).equals(withoutState(known)) && now.answered() == known.answered();
  }

  private static String withoutState(Channel channel) {
    return " - " + channel.linkedId() + " " + channel.name();
  }

  /**
   * The channel with that unique id as it is now; empty if there is none.
   *
   * @throws PbxUnavailableException if the PBX does not answer, or nothing can be told of a channel
   *     that is there
   */
  Optional<Channel> find(UniqueId channel) {
    StatusAction status = new StatusAction(AmiValue.header("the channel", channel.value()));
    ResponseEvents answer = sender.list(status);
    if (answer.getResponse() instanceof ManagerError error) {
      if (saysNoChannel(error)) {
        return Optional.empty();
      }
      throw new PbxUnavailableException(
          "the PBX refuses: " + SanitizedPbxText.of(error.getMessage()));
    }
    return told(channel, answer).or(() -> askedOneByOne(channel));
  }

  /**
   * The channel of that name as it is now; empty if there is none.
   *
   * @throws PbxUnavailableException as above
   */
  Optional<Channel> find(ChannelName name) {
    return variable(name.value(), UNIQUE_ID).flatMap(id -> find(new UniqueId(id)));
  }

  private static boolean saysNoChannel(ManagerResponse response) {
    return response instanceof ManagerError error && NO_CHANNEL.equals(error.getMessage());
  }

  private Optional<Channel> told(UniqueId channel, ResponseEvents answer) {
    List<StatusEvent> events =
        answer.getEvents().stream()
            .filter(StatusEvent.class::isInstance)
            .map(StatusEvent.class::cast)
            .toList();
    try {
      return events.size() == 1 ? told(channel, events.getFirst()) : Optional.empty();
    } catch (InvalidValue unreadable) {
      return Optional.empty();
    }
  }

  private Optional<Channel> told(UniqueId channel, StatusEvent event) {
    ChannelHeaders headers = ListedHeaders.of(event);
    return headers.uniqueId().equals(channel)
        ? Optional.of(translation.channel(headers, event.getBridgeId()))
        : Optional.empty();
  }

  /** Its bridge is then called by the names of the channels in it. */
  private Optional<Channel> askedOneByOne(UniqueId channel) {
    String id = channel.value();
    Optional<String> name = variable(id, NAME);
    if (name.isEmpty()) {
      return Optional.empty(); // it has gone meanwhile
    }
    try {
      ChannelName known = new ChannelName(name.get());
      return Optional.of(
          translation
              .channel(known, channel, new LinkedId(needed(id, LINKED_ID)))
              .up(needed(id, STATE).equals(UP))
              .in(bridgeOf(known)));
    } catch (InvalidValue unreadable) {
      throw new PbxUnavailableException(
          "the PBX tells nothing of the channel that can be read: " + unreadable.getMessage());
    }
  }

  private String needed(String channel, String variable) {
    return variable(channel, variable)
        .orElseThrow(() -> new InvalidValue("it does not tell " + variable));
  }

  /**
   * The PBX leaves the name of the channel that was there last: it counts only if both name each
   * other.
   */
  private Optional<String> bridgeOf(ChannelName own) {
    List<String> peers =
        peersOf(own.value()).stream().filter(peer -> peersOf(peer).contains(own.value())).toList();
    return peers.isEmpty()
        ? Optional.empty()
        : Optional.of(
            String.join(
                ",",
                new TreeSet<>(Stream.concat(Stream.of(own.value()), peers.stream()).toList())));
  }

  private List<String> peersOf(String channel) {
    return variable(channel, PEERS).map(peers -> List.of(peers.split(","))).orElse(List.of());
  }

  /** Empty where there is no such channel, or it has no such value. */
  private Optional<String> variable(String channel, String variable) {
    ManagerResponse response =
        sender.ask(new GetVarAction(AmiValue.header("the channel", channel), variable));
    return response instanceof GetVarResponse answer
        ? Optional.ofNullable(answer.getValue()).filter(value -> !value.isBlank())
        : Optional.empty();
  }
}
