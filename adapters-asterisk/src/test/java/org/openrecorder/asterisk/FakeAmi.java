package org.openrecorder.asterisk;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.openrecorder.domain.call.ExtensionRules;
import org.openrecorder.domain.call.PbxName;

/**
 * A fake PBX: speaks the manager protocol on a loopback socket, from a script. It keeps a list of
 * channels and of running recorders, so that it answers as Asterisk 16 to 22 do, and can be told to
 * answer otherwise, to fall silent or to cut its links.
 */
final class FakeAmi implements AutoCloseable {

  static final String USER = "rec";
  static final String SECRET = "s3cret";
  static final String SPOOL = "/var/spool/asterisk/monitor";

  private static final String CHALLENGE = "840415273";

  private final ServerSocket server;
  private final List<Socket> links = new CopyOnWriteArrayList<>();
  private final List<Map<String, String>> received = new CopyOnWriteArrayList<>();
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Map<String, Function<Map<String, String>, String>> script =
      new ConcurrentHashMap<>();
  private final Map<String, String> channels = new ConcurrentHashMap<>();
  private final Map<String, String> variables = new ConcurrentHashMap<>();
  private final Map<String, String> recorders = new ConcurrentHashMap<>();
  private final AtomicInteger nextMonitor = new AtomicInteger(0x7f00);
  private volatile CountDownLatch frozen = new CountDownLatch(0);
  private volatile boolean slicing;
  private volatile ExtensionRules extensions = ExtensionRules.NONE;
  private volatile String banner = "Asterisk Call Manager/11.0.0";

  FakeAmi() {
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofPlatform().daemon().name("fake-ami").start(this::accept);
  }

  AsteriskPbx pbx(String name) {
    return pbx(name, SECRET);
  }

  AsteriskPbx pbx(String name, String secret) {
    return new AsteriskPbx(
        new PbxName(name), "127.0.0.1", server.getLocalPort(), USER, secret, SPOOL, extensions);
  }

  /** Its devices are named by these rules. */
  FakeAmi naming(ExtensionRules rules) {
    extensions = rules;
    return this;
  }

  /** Greets with something else. */
  FakeAmi greeting(String text) {
    banner = text;
    return this;
  }

  /** Answers this action so: the text is sent as it is; an empty text is no answer. */
  FakeAmi answering(String action, Function<Map<String, String>, String> answer) {
    script.put(action.toLowerCase(Locale.ROOT), answer);
    return this;
  }

  /** Answers this action as Asterisk does, again. */
  void answeringAsUsual(String action) {
    script.remove(action.toLowerCase(Locale.ROOT));
  }

  /** Has a channel that is up, in its list; tells nobody. */
  FakeAmi having(String uniqueId, String name) {
    return having(uniqueId, name, uniqueId);
  }

  FakeAmi having(String uniqueId, String name, String linkedId) {
    channels.put(uniqueId, snapshot(uniqueId, name, linkedId, 6));
    return this;
  }

  void forget(String uniqueId) {
    channels.remove(uniqueId);
  }

  /** A channel's part of an event. */
  static String snapshot(String uniqueId, String name, String linkedId, int state) {
    return "Channel: "
        + name
        + "\r\nChannelState: "
        + state
        + "\r\nCallerIDNum: 410\r\nConnectedLineNum: <unknown>"
        + "\r\nLanguage: en\r\nContext: lab\r\nExten: 411\r\nPriority: 1\r\nUniqueid: "
        + uniqueId
        + "\r\nLinkedid: "
        + linkedId
        + "\r\n";
  }

  static String event(String name, String headers) {
    return "Event: " + name + "\r\nPrivilege: call,all\r\n" + headers + "\r\n";
  }

  static String newchannel(String uniqueId, String name) {
    return event("Newchannel", snapshot(uniqueId, name, uniqueId, 0));
  }

  static String success(Map<String, String> action, String headers) {
    return "Response: Success\r\nActionID: " + action.get("actionid") + "\r\n" + headers + "\r\n";
  }

  static String error(Map<String, String> action, String message) {
    return "Response: Error\r\nActionID: "
        + action.get("actionid")
        + "\r\nMessage: "
        + message
        + "\r\n\r\n";
  }

  /** Sends the text as it is over every link. */
  void say(String text) {
    links.forEach(link -> send(link, text));
  }

  /** Neither reads nor answers any more, like a machine that is gone without a word. */
  void freeze() {
    frozen = new CountDownLatch(1);
  }

  void thaw() {
    frozen.countDown();
  }

  /** Cuts every link. */
  void cut() {
    links.forEach(FakeAmi::close);
  }

  /** The actions of that name received so far, headers in lower case. */
  List<Map<String, String>> received(String action) {
    return received.stream().filter(one -> action.equalsIgnoreCase(one.get("action"))).toList();
  }

  /** Every line received so far. */
  List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void close() {
    thaw();
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cut();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket link = server.accept();
        link.setTcpNoDelay(true);
        Thread.ofPlatform().daemon().name("fake-ami-link").start(() -> serve(link));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket link) {
    try (link;
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(link.getInputStream(), StandardCharsets.UTF_8))) {
      send(link, banner + "\r\n");
      links.add(link);
      Map<String, String> action = new LinkedHashMap<>();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        frozen.await();
        lines.add(line);
        if (line.isEmpty()) {
          received.add(Map.copyOf(action));
          send(link, answer(action));
          action.clear();
        } else {
          String[] header = line.split(": ?", 2);
          action.put(header[0].toLowerCase(Locale.ROOT), header.length > 1 ? header[1] : "");
        }
      }
    } catch (IOException gone) {
      // the link was cut
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      links.remove(link);
    }
  }

  private String answer(Map<String, String> action) {
    String name = Optional.ofNullable(action.get("action")).orElse("").toLowerCase(Locale.ROOT);
    Function<Map<String, String>, String> scripted = script.get(name);
    return scripted == null ? usual(name, action) : scripted.apply(action);
  }

  private String usual(String name, Map<String, String> action) {
    return switch (name) {
      case "challenge" -> success(action, "Challenge: " + CHALLENGE + "\r\n");
      case "login" ->
          key().equals(action.get("key"))
              ? success(action, "Message: Authentication accepted\r\n")
              : error(action, "Authentication failed");
      case "coresettings" -> success(action, "AMIversion: 11.0.0\r\nAsteriskVersion: 22.10.1\r\n");
      case "filter" -> success(action, "Message: Success\r\n");
      case "listcommands" -> success(action, "MixMonitor: Record a call (Priv: system,all)\r\n");
      case "ping" -> success(action, "Ping: Pong\r\n");
      case "logoff" -> "Response: Goodbye\r\nActionID: " + action.get("actionid") + "\r\n\r\n";
      case "coreshowchannels" -> list(action);
      case "bridgelist" -> bridges(action);
      case "status" -> onChannel(action, this::status);
      case "mixmonitor" -> onChannel(action, this::record);
      case "stopmixmonitor" -> onChannel(action, this::stop);
      case "getvar" -> onChannel(action, this::variable);
      default -> error(action, "Invalid/unknown command: " + name);
    };
  }

  private String onChannel(Map<String, String> action, Function<Map<String, String>, String> then) {
    return channels.containsKey(channel(action))
        ? then.apply(action)
        : error(action, "No such channel");
  }

  String list(Map<String, String> action) {
    StringBuilder text = new StringBuilder();
    text.append(success(action, "EventList: start\r\nMessage: Channels will follow\r\n"));
    List<String> listed = channels.values().stream().filter(one -> !one.isEmpty()).toList();
    for (String channel : listed) {
      text.append("Event: CoreShowChannel\r\nActionID: ")
          .append(action.get("actionid"))
          .append("\r\n");
      text.append(channel).append("Application: Dial\r\nDuration: 00:00:01\r\n");
      text.append(channel.contains("BridgeId:") ? "\r\n" : "BridgeId: \r\n\r\n");
    }
    return text.append("Event: CoreShowChannelsComplete\r\nActionID: ")
        .append(action.get("actionid"))
        .append("\r\nEventList: Complete\r\nListItems: ")
        .append(listed.size())
        .append("\r\n\r\n")
        .toString();
  }

  /** Has a channel of which it tells that text, whatever stands in it. */
  FakeAmi telling(String uniqueId, String snapshot) {
    channels.put(uniqueId, snapshot);
    return this;
  }

  /** Answers Getvar of that channel, by unique id or by name. */
  FakeAmi variable(String channel, String name, String value) {
    variables.put(channel + name, value);
    channels.putIfAbsent(channel, "");
    return this;
  }

  private String bridges(Map<String, String> action) {
    return success(action, "EventList: start\r\n")
        + "Event: BridgeListItem\r\nActionID: "
        + action.get("actionid")
        + "\r\nBridgeUniqueid: the-lot\r\nBridgeTechnology: holding_bridge\r\n\r\n"
        + "Event: BridgeListItem\r\nActionID: "
        + action.get("actionid")
        + "\r\nBridgeUniqueid: the-talk\r\nBridgeTechnology: simple_bridge\r\n\r\n"
        + "Event: BridgeListComplete\r\nActionID: "
        + action.get("actionid")
        + "\r\nEventList: Complete\r\nListItems: 2\r\n\r\n";
  }

  private String status(Map<String, String> action) {
    return success(action, "EventList: start\r\n")
        + "Event: Status\r\nPrivilege: Call\r\n"
        + channels.get(channel(action))
        + "BridgeID: \r\nSeconds: 1\r\nActionID: "
        + action.get("actionid")
        + "\r\n\r\nEvent: StatusComplete\r\nActionID: "
        + action.get("actionid")
        + "\r\nEventList: Complete\r\nItems: 1\r\n\r\n";
  }

  private String record(Map<String, String> action) {
    String monitor = "0x" + Integer.toHexString(nextMonitor.incrementAndGet());
    String options = Optional.ofNullable(action.get("options")).orElse("");
    variables.put(channel(action) + options.replaceAll(".*i\\(([^)]*)\\).*", "$1"), monitor);
    recorders.put(monitor, channel(action));
    return success(action, "MixMonitorID: " + monitor + "\r\n");
  }

  private String stop(Map<String, String> action) {
    String monitor = Optional.ofNullable(action.get("mixmonitorid")).orElse("");
    return recorders.remove(monitor, channel(action))
        ? success(action, "")
        : error(action, "Could not stop monitoring channel");
  }

  private String variable(Map<String, String> action) {
    String name = Optional.ofNullable(action.get("variable")).orElse("");
    return success(
        action,
        "Variable: "
            + name
            + "\r\nValue: "
            + variables.getOrDefault(channel(action) + name, "")
            + "\r\n");
  }

  private static String channel(Map<String, String> action) {
    return Optional.ofNullable(action.get("channel")).orElse("");
  }

  private static String key() {
    try {
      byte[] digest =
          MessageDigest.getInstance("MD5")
              .digest((CHALLENGE + SECRET).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sends every byte in a packet of its own from now on. */
  FakeAmi slicing() {
    slicing = true;
    return this;
  }

  private void send(Socket link, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int slice = slicing ? 1 : Math.max(1, bytes.length);
    try {
      synchronized (link) {
        OutputStream out = link.getOutputStream();
        for (int from = 0; from < bytes.length; from += slice) {
          out.write(bytes, from, slice);
        }
      }
    } catch (IOException gone) {
      close(link);
    }
  }

  private static void close(Socket link) {
    try {
      link.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
