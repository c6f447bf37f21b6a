package org.openrecorder.lab.ami;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.openrecorder.lab.process.Bounded;
import org.openrecorder.lab.process.LabFailure;

/**
 * A plain manager client. Whatever Asterisk has sent since the login is kept, so that a test can
 * wait for an event that may already have come. Safe for several threads.
 */
public final class AmiClient implements AutoCloseable {
  /** What Asterisk may take to answer an action. */
  private static final Duration ANSWER_BOUND = Duration.ofSeconds(10);

  private static final Duration CONNECT_BOUND = Duration.ofSeconds(5);
  private static final int BUFFER_BYTES = 65_536;

  private final Socket socket;
  private final AtomicLong lastId = new AtomicLong();
  private final Map<String, CompletableFuture<AmiMessage>> unanswered = new ConcurrentHashMap<>();
  private final EventLog events = new EventLog();

  private AmiClient(Socket socket) {
    this.socket = socket;
  }

  /**
   * Connects and logs in.
   *
   * @throws LabFailure when no server listens or the login is refused
   */
  public static AmiClient login(int port, String user, String secret) {
    AmiClient client = new AmiClient(connect(port));
    try {
      client.start();
      client.succeed(AmiMessage.action("Login", "Username", user, "Secret", secret));
      return client;
    } catch (LabFailure e) {
      client.close();
      throw e;
    }
  }

  private static Socket connect(int port) {
    Socket socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      socket.connect(address, Math.toIntExact(CONNECT_BOUND.toMillis()));
      return socket;
    } catch (IOException e) {
      throw new LabFailure("no manager interface at port " + port, e);
    }
  }

  private void start() {
    Thread.ofPlatform().daemon().name("ami-client-" + socket.getPort()).start(this::read);
  }

  private void read() {
    AmiReader reader = new AmiReader();
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = socket.getInputStream()) {
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        reader.take(buffer, length).forEach(this::arrived);
      }
      lineEnded(new LabFailure("Asterisk closed the manager line"));
    } catch (IOException e) {
      lineEnded(new LabFailure("the manager line broke", e));
    }
  }

  private void arrived(AmiMessage message) {
    CompletableFuture<AmiMessage> waiting =
        message.isResponse() ? unanswered.remove(message.get("ActionID")) : null;
    if (waiting != null) {
      waiting.complete(message);
    } else {
      events.add(message);
    }
  }

  private void lineEnded(LabFailure why) {
    unanswered.values().forEach(waiting -> waiting.completeExceptionally(why));
    unanswered.clear();
    events.end(why);
  }

  /** Sends an action and gives the response to it, be it a success or an error. */
  public AmiMessage send(AmiMessage action) {
    return answer(action.with("ActionID", nextId()));
  }

  /** As {@link #send(AmiMessage)}, with the arguments as alternating names and values. */
  public AmiMessage send(String action, String... arguments) {
    return send(AmiMessage.action(action, arguments));
  }

  /**
   * Sends an action that must succeed.
   *
   * @throws LabFailure with Asterisk's words when it does not
   */
  public AmiMessage succeed(AmiMessage action) {
    AmiMessage response = send(action);
    if (!response.isSuccess()) {
      throw new LabFailure(action.get("Action") + " was refused: " + response.get("Message"));
    }
    return response;
  }

  /** As {@link #succeed(AmiMessage)}, with the arguments as alternating names and values. */
  public AmiMessage succeed(String action, String... arguments) {
    return succeed(AmiMessage.action(action, arguments));
  }

  private AmiMessage answer(AmiMessage action) {
    CompletableFuture<AmiMessage> response = new CompletableFuture<>();
    unanswered.put(action.get("ActionID"), response);
    write(action);
    return Bounded.await(response, ANSWER_BOUND, () -> "no answer to " + action.get("Action"));
  }

  private synchronized void write(AmiMessage action) {
    try {
      socket.getOutputStream().write(action.encoded().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new LabFailure("cannot send " + action.get("Action"), e);
    }
  }

  private String nextId() {
    return "lab-" + lastId.incrementAndGet();
  }

  /** Sends an action that answers with a list and gives its items. */
  public List<AmiMessage> list(String action, String... arguments) {
    String id = nextId();
    AmiMessage response = answer(AmiMessage.action(action, arguments).with("ActionID", id));
    if (!response.isSuccess()) {
      throw new LabFailure(action + " was refused: " + response.get("Message"));
    }
    events.await(
        e -> e.get("ActionID").equals(id) && e.get("EventList").equals("Complete"), ANSWER_BOUND);
    return events.drop(e -> e.get("ActionID").equals(id)).stream()
        .filter(e -> !e.get("EventList").equals("Complete"))
        .toList();
  }

  /**
   * Waits for an event, or gives the first fitting one that has come since the login or since
   * {@link #forgetEvents()}.
   *
   * @throws LabFailure when none has come when the bound passes; it lists what did come
   */
  public AmiMessage await(Predicate<AmiMessage> wanted, Duration bound) {
    return events.await(wanted, bound);
  }

  /** Waits for an event of that name on that channel. */
  public AmiMessage await(String event, LiveChannel channel, Duration bound) {
    return await(e -> e.isEvent(event) && e.get("Uniqueid").equals(channel.uniqueId()), bound);
  }

  /** All events since the login or since {@link #forgetEvents()}. */
  public List<AmiMessage> events() {
    return events.all();
  }

  public void forgetEvents() {
    events.clear();
  }

  /**
   * All live channels, oldest first, each once: Asterisk lists a channel twice that changes while
   * it lists, and the later entry holds.
   */
  public List<LiveChannel> channels() {
    Map<String, LiveChannel> byUniqueId = new HashMap<>();
    list("CoreShowChannels").stream()
        .map(LiveChannel::of)
        .forEach(channel -> byUniqueId.put(channel.uniqueId(), channel));
    return byUniqueId.values().stream()
        .sorted(java.util.Comparator.comparing(AmiClient::age))
        .toList();
  }

  /** By the number that Asterisk ends its own ids with; ids that a program chose come first. */
  private static long age(LiveChannel channel) {
    String id = channel.uniqueId();
    String number = id.substring(id.lastIndexOf('.') + 1);
    return number.matches("\\d{1,18}") ? Long.parseLong(number) : 0;
  }

  /** The live channels of an endpoint, oldest first. */
  public List<LiveChannel> channelsOf(String endpoint) {
    return channels().stream().filter(channel -> channel.isOf(endpoint)).toList();
  }

  /**
   * The only live channel of an endpoint.
   *
   * @throws LabFailure when it has none or several
   */
  public LiveChannel channelOf(String endpoint) {
    List<LiveChannel> channels = channelsOf(endpoint);
    if (channels.size() != 1) {
      throw new LabFailure(endpoint + " has not one channel but " + channels);
    }
    return channels.getFirst();
  }

  /**
   * The channel that carries a phone's call.
   *
   * @param endpoint the phone's endpoint
   * @param sipCallId the Call-ID of the phone's call
   */
  public LiveChannel channelOf(String endpoint, String sipCallId) {
    return channelsOf(endpoint).stream()
        .filter(channel -> sipCallId.equals(sipCallId(channel)))
        .findFirst()
        .orElseThrow(
            () -> new LabFailure("no channel of " + endpoint + " has Call-ID " + sipCallId));
  }

  private String sipCallId(LiveChannel channel) {
    String variable = channel.name().startsWith("PJSIP/") ? "CHANNEL(pjsip,call-id)" : "SIPCALLID";
    return variable(channel, variable);
  }

  /** The value of a channel's variable, empty when it is not set. */
  public String variable(LiveChannel channel, String name) {
    return send("Getvar", "Channel", channel.name(), "Variable", name).get("Value");
  }

  /** What a console command prints. */
  public List<String> command(String command) {
    return succeed("Command", "Command", command).all("Output");
  }

  /**
   * Lets Asterisk call a channel and connect it with an extension of the lab's dialplan.
   *
   * @param channel what to call, for example {@code Local/411@lab/n}
   */
  public void originate(String channel, String extension) {
    succeed(
        "Originate",
        "Channel",
        channel,
        "Context",
        "lab",
        "Exten",
        extension,
        "Priority",
        "1",
        "Timeout",
        "30000",
        "Async",
        "true");
  }

  public void hangUp(LiveChannel channel) {
    send("Hangup", "Channel", channel.name());
  }

  /** Hangs up whatever is up. */
  public void hangUpAll() {
    new ArrayList<>(channels()).forEach(this::hangUp);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new LabFailure("cannot close the manager line", e);
    }
  }
}
