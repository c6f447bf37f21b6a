package org.openrecorder.lab.asterisk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.openrecorder.lab.ami.AmiClient;
import org.openrecorder.lab.ami.LiveChannel;
import org.openrecorder.lab.audio.Sound;
import org.openrecorder.lab.phone.Line;
import org.openrecorder.lab.phone.PhoneCall;
import org.openrecorder.lab.phone.SipPhone;
import org.openrecorder.lab.process.ChildProcess;
import org.openrecorder.lab.process.Folders;
import org.openrecorder.lab.process.FreePorts;
import org.openrecorder.lab.process.LabFailure;

/**
 * A real Asterisk of our own: private folder, free ports on the loopback, generated configuration.
 * Its dialplan has the phones of {@link Endpoint} under their names ({@code sales-desk} also as
 * 420), and
 *
 * <ul>
 *   <li>600 echo, 601 milliwatt (1,004 Hz), 602 music on hold, 603 speech, 604 a tone of 440 Hz,
 *       605 silence;
 *   <li>606 records itself by MixMonitor, 607 is busy, 608 is a conference, 609 rings for ever;
 *   <li>611 reaches 411 through a Local channel that stays, 612 through one that is optimised away,
 *       614 and 613 reach 412 as 611 and 612 do 411;
 *   <li>630 rings 411 and 412, 631 the same through Local channels; 650 logs an agent in, 651 asks
 *       for that agent;
 *   <li>701 to 709 take back what is parked there, 8 and a phone's name take what rings at it.
 * </ul>
 *
 * <p>It is ready when {@link #start} returns, and gone when {@link #close()} does.
 */
public final class AsteriskLab implements AutoCloseable {
  private static final Duration START_BOUND = Duration.ofSeconds(30);
  private static final Duration RETRY_PAUSE = Duration.ofMillis(50);

  private final AsteriskSettings settings;
  private final InstanceFolder folder;
  private final Path command;
  private final Path runFolder;
  private final int managerPort = FreePorts.pick();
  private final int httpPort = FreePorts.pick();
  private final int sipPort = FreePorts.pick();
  private final Map<Endpoint, Integer> phonePorts = new LinkedHashMap<>();
  private final Map<String, SipPhone> phones = new ConcurrentHashMap<>();
  private final ManagerUser recorder = new ManagerUser("recorder", secret());
  private final ManagerUser lab = new ManagerUser("lab", secret());
  private @Nullable ChildProcess process;
  private @Nullable AmiClient manager;

  private AsteriskLab(AsteriskSettings settings, Path packages) throws IOException {
    this.settings = settings;
    this.command = packages.resolve("asterisk");
    this.folder = InstanceFolder.create(settings, packages);
    // A folder of its own, because the path of a socket may have only some 100 characters.
    this.runFolder = Files.createTempDirectory("asterisk-run");
    Endpoint.ALL.forEach(endpoint -> phonePorts.put(endpoint, FreePorts.pick()));
    configure(packages);
  }

  private static String secret() {
    return UUID.randomUUID().toString();
  }

  /** Starts a version with the usual settings. */
  public static AsteriskLab start(AsteriskVersion version, Path directory) {
    return start(AsteriskSettings.of(version, directory));
  }

  /**
   * Fetches Asterisk when this machine does not have it yet, and starts it.
   *
   * @throws LabFailure when it is not fully booted, with all its modules, within 30 s
   */
  public static AsteriskLab start(AsteriskSettings settings) {
    try {
      AsteriskLab started = new AsteriskLab(settings, AsteriskPackages.fetch(settings.version()));
      started.boot();
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void configure(Path packages) {
    new Configuration(settings.version())
        .with("root", settings.directory())
        .with("run", runFolder)
        .with("spool", settings.spool())
        .with("modules", modulesIn(packages))
        .with("sbin", packages.resolve("usr/sbin"))
        .with("system-name", systemName())
        .with("technology", settings.version().technology())
        .with("manager-port", managerPort)
        .with("http-port", httpPort)
        .with("sip-port", sipPort)
        .with("rtp-first", settings.firstRtpPort())
        .with("rtp-last", settings.lastRtpPort())
        .with("recorder-secret", recorder.secret())
        .with("lab-secret", lab.secret())
        .write(folder.sub("etc"), phonePorts);
  }

  private String systemName() {
    return settings.systemName().isEmpty() ? "" : "systemname = " + settings.systemName();
  }

  private static Path modulesIn(Path packages) {
    return List.of("usr/lib/x86_64-linux-gnu", "usr/lib/aarch64-linux-gnu", "usr/lib").stream()
        .map(library -> packages.resolve(library).resolve("asterisk/modules"))
        .filter(Files::isDirectory)
        .findFirst()
        .orElseThrow(() -> new LabFailure("no Asterisk modules in " + packages));
  }

  private void boot() {
    ChildProcess booting =
        ChildProcess.start(
            inItsZone(command.toString(), "-f", "-C", folder.sub("etc/asterisk.conf").toString()),
            settings.directory(),
            folder.sub("log").resolve("stdout"));
    process = booting;
    try {
      manager = fullyBooted(booting);
      ModuleCheck.requireAllRunning(manager, folder.sub("etc"));
    } catch (LabFailure e) {
      booting.close();
      throw new LabFailure(
          "Asterisk " + settings.version().number() + " did not come up:\n" + booting.lastWords(),
          e);
    }
  }

  private List<String> inItsZone(String... program) {
    List<String> whole = new ArrayList<>();
    if (!settings.zone().isEmpty()) {
      whole.addAll(List.of("env", "TZ=" + settings.zone()));
    }
    if (!settings.umask().isEmpty()) {
      whole.addAll(List.of("sh", "-c", "umask " + settings.umask() + " && exec \"$@\"", "sh"));
    }
    whole.addAll(List.of(program));
    return whole;
  }

  private AmiClient fullyBooted(ChildProcess booting) {
    long end = System.nanoTime() + START_BOUND.toNanos();
    Optional<AmiClient> client = Optional.empty();
    while (client.isEmpty()) {
      if (booting.endsWithin(RETRY_PAUSE) || System.nanoTime() > end) {
        throw new LabFailure("no manager interface at port " + managerPort);
      }
      client = tryLogin();
    }
    client.get().await(event -> event.isEvent("FullyBooted"), START_BOUND);
    return client.get();
  }

  private Optional<AmiClient> tryLogin() {
    try {
      return Optional.of(AmiClient.login(managerPort, lab.name(), lab.secret()));
    } catch (LabFailure e) {
      return Optional.empty();
    }
  }

  public AsteriskVersion version() {
    return settings.version();
  }

  public int managerPort() {
    return managerPort;
  }

  /** The user for the product, with the least rights it needs. */
  public ManagerUser recorder() {
    return recorder;
  }

  /** The user for tests, who may do everything; known to the HTTP interface (ARI) too. */
  public ManagerUser lab() {
    return lab;
  }

  /** The port of the HTTP interface, ARI below {@code /ari}. */
  public int httpPort() {
    return httpPort;
  }

  /** Where recordings with a relative name go: what the product is told as the PBX's spool. */
  public Path recordings() {
    return settings.spool().resolve("monitor");
  }

  /** Where ARI keeps the recordings it can hand out. */
  public Path storedRecordings() {
    return settings.spool().resolve("recording");
  }

  public long pid() {
    return running().pid();
  }

  /** The log Asterisk writes. */
  public Path log() {
    return folder.sub("log").resolve("messages");
  }

  /** A client of user {@code lab}, open as long as this Asterisk runs. */
  public AmiClient manager() {
    if (manager == null) {
      throw new LabFailure("Asterisk " + settings.version().number() + " does not run");
    }
    return manager;
  }

  private ChildProcess running() {
    if (process == null) {
      throw new LabFailure("Asterisk " + settings.version().number() + " does not run");
    }
    return process;
  }

  /** The phone of that endpoint, which says its tone; plugged in at the first asking. */
  public SipPhone phone(String endpoint) {
    return phone(endpoint, Sound.tone(Endpoint.named(endpoint).tone()));
  }

  /** As {@link #phone(String)}, but saying something else when this plugs it in. */
  public SipPhone phone(String endpoint, Sound sound) {
    return phones.computeIfAbsent(
        endpoint,
        name ->
            SipPhone.plugIn(line(name), sound).numberingFrom(Endpoint.named(name).firstPacket()));
  }

  private Line line(String endpoint) {
    Integer port = phonePorts.get(Endpoint.named(endpoint));
    if (port == null) {
      throw new LabFailure("no line to " + endpoint);
    }
    return new Line(endpoint, port, sipPort);
  }

  /** The channel that carries a phone's call. */
  public LiveChannel channelOf(PhoneCall call) {
    return manager().channelOf(call.endpoint(), call.sipCallId());
  }

  /**
   * Waits until Asterisk has connected a phone's call with another channel. A phone knows of its
   * answer a moment earlier; what is done in that moment, a transfer say, Asterisk refuses.
   *
   * @return the call's channel, now with its bridge
   */
  public LiveChannel awaitTalking(PhoneCall call, Duration bound) {
    String bridge = manager().await("BridgeEnter", channelOf(call), bound).get("BridgeUniqueid");
    manager()
        .await(
            event ->
                event.isEvent("BridgeEnter")
                    && event.get("BridgeUniqueid").equals(bridge)
                    && !event.get("BridgeNumChannels").equals("1"),
            bound);
    return channelOf(call);
  }

  /**
   * Waits until Asterisk has told its managers that a phone rings. The phones themselves know a
   * moment earlier; a caller that asks a manager's client of the call in that moment is told that
   * there is none.
   *
   * @param called the call as the ringing phone has it
   */
  public void awaitRinging(PhoneCall called, Duration bound) {
    LiveChannel channel = channelOf(called);
    manager()
        .await(
            event ->
                event.isEvent("Newstate")
                    && event.get("ChannelStateDesc").equals("Ringing")
                    && event.get("Uniqueid").equals(channel.uniqueId()),
            bound);
  }

  /**
   * Gives the user for the product other rights, as an administrator does who edits the file and
   * has it read again. A session that is logged in keeps those that it has.
   *
   * @param read such as {@code call}
   * @param write such as {@code system,call}
   */
  public void allowRecorder(String read, String write) {
    Path file = folder.sub("etc/manager.conf");
    try {
      Files.writeString(
          file,
          Files.readString(file)
              .replaceFirst(
                  "(?s)(\\[recorder\\].*?)\\nread = [^\\n]*\\nwrite = [^\\n]*",
                  "$1\nread = " + read + "\nwrite = " + write));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> unused = manager().command("manager reload");
  }

  /** Stops the process where it is: connections stay up, nothing moves. */
  public void freeze() {
    running().signal("STOP");
  }

  public void thaw() {
    running().signal("CONT");
  }

  /** Ends it at once, as a crash would. Its ports and folders stay for {@link #restart()}. */
  public void kill() {
    closeManager();
    running().kill();
    process = null;
  }

  /** Starts it again with the same ports, users and folders, after ending it when it runs. */
  public void restart() {
    stop();
    boot();
  }

  private void stop() {
    closeManager();
    if (process != null) {
      process.signal("CONT");
      process.close();
      process = null;
    }
  }

  private void closeManager() {
    if (manager != null) {
      manager.close();
      manager = null;
    }
  }

  /** Hangs up all phones and ends Asterisk; what it wrote stays where it is. */
  @Override
  public void close() {
    phones.values().forEach(SipPhone::close);
    phones.clear();
    stop();
    Folders.remove(runFolder);
    Folders.remove(folder.sub("data"));
  }
}
