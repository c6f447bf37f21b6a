package org.openrecorder.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.openrecorder.lab.ami.AmiTap;
import org.openrecorder.lab.asterisk.AsteriskLab;
import org.openrecorder.lab.asterisk.AsteriskSettings;
import org.openrecorder.lab.asterisk.AsteriskVersion;
import org.openrecorder.lab.phone.Answering;
import org.openrecorder.lab.phone.PhoneCall;
import org.openrecorder.lab.process.Folders;

/**
 * What all system tests of a run share: an Asterisk of each version, the old one in a far time
 * zone, each behind a tap, and one server that knows both. Each test leaves no call behind.
 */
final class TestEnvironment implements AutoCloseable {

  static final String ADMIN_PASSWORD = "the tests' administrator";

  /** Usually it is a second or two; a busy machine's disk takes seconds for each of many writes. */
  static final Duration SOON = Duration.ofSeconds(60);

  /** Of the Chatham Islands, whose clocks are three quarters of an hour off everybody else's. */
  private static final String FAR_ZONE = "<+1245>-12:45<+1345>,M9.5.0/2:45,M4.1.0/3:45";

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final Path directory;
  private final Map<AsteriskVersion, AsteriskLab> pbxs = new EnumMap<>(AsteriskVersion.class);
  private final Map<AsteriskVersion, AmiTap> taps = new EnumMap<>(AsteriskVersion.class);
  private final RecorderServer server;

  TestEnvironment() {
    directory = directory();
    for (AsteriskVersion version : AsteriskVersion.values()) {
      AsteriskSettings settings =
          AsteriskSettings.of(version, directory.resolve("pbx" + version.number()));
      AsteriskLab pbx =
          AsteriskLab.start(
              version.number().equals("16")
                  ? settings.withSystemName("old-pbx").withZone(FAR_ZONE)
                  : settings);
      pbxs.put(version, pbx);
      taps.put(version, AmiTap.before(pbx.managerPort()));
    }
    server = RecorderServer.start(directory.resolve("server"), settings());
  }

  private static Path directory() {
    try {
      return Files.createTempDirectory("bed");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** The clients and users that the tests know, and the PBXs. */
  private Map<String, String> settings() {
    Map<String, String> settings = people();
    // what each test asks for is its own affair; who asks too often is told by UnfriendlyClientsIT
    for (String limit : List.of("CLIENT_RATE", "CLIENT_BURST", "ADDRESS_RATE", "ADDRESS_BURST")) {
      settings.put("RECORDER_LIMIT_" + limit, "1000000");
    }
    pbxs.forEach(
        (version, pbx) -> settings.putAll(pbx("ast" + version.number(), pbx, tap(version).port())));
    return settings;
  }

  static Map<String, String> people() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("RECORDER_CLIENT_CRM_SECRET", Crm.SECRET);
    client(settings, "STARTER", "PERMISSIONS", "record");
    client(settings, "READER", "PERMISSIONS", "retrieve");
    client(settings, "KEEPER", "PERMISSIONS", "manage");
    client(settings, "MONITORING", "PERMISSIONS", "metrics");
    client(settings, "ELSEWHERE", "PBXS", "another-pbx");
    client(settings, "OTHERS", "EXTENSIONS", "413,500");
    client(settings, "OURS", "EXTENSIONS", "410");
    settings.put("RECORDER_USER_ANN_GROUP", "agent");
    settings.put("RECORDER_USER_ANN_TEAM", "sales");
    settings.put("RECORDER_USER_ANN_EXTENSIONS", "412");
    settings.put("RECORDER_USER_SAM_GROUP", "supervisor");
    settings.put("RECORDER_USER_SAM_TEAM", "support");
    settings.put("RECORDER_USER_FRED_GROUP", "agent");
    settings.put("RECORDER_USER_FRED_TEAM", "sales");
    settings.put("RECORDER_USER_FRED_EXTENSIONS", "410");
    settings.put("RECORDER_USER_SUE_GROUP", "supervisor");
    settings.put("RECORDER_USER_SUE_TEAM", "sales");
    settings.put("RECORDER_USER_TOM_GROUP", "agent");
    settings.put("RECORDER_USER_TOM_EXTENSIONS", "413");
    settings.put("RECORDER_USER_MAX_GROUP", "manager");
    settings.put("RECORDER_ADMIN_PASSWORD", ADMIN_PASSWORD);
    return settings;
  }

  private static void client(
      Map<String, String> settings, String name, String setting, String value) {
    settings.put("RECORDER_CLIENT_" + name + "_SECRET", Crm.SECRET);
    settings.put("RECORDER_CLIENT_" + name + "_" + setting, value);
  }

  static Map<String, String> pbx(String name, AsteriskLab pbx, int port) {
    String prefix = "RECORDER_PBX_" + name.toUpperCase(Locale.ROOT) + "_";
    return Map.of(
        prefix + "HOST", "127.0.0.1",
        prefix + "PORT", Integer.toString(port),
        prefix + "USER", pbx.recorder().name(),
        prefix + "SECRET", pbx.recorder().secret(),
        prefix + "SPOOL", pbx.recordings().toString());
  }

  AsteriskLab pbx(AsteriskVersion version) {
    return Objects.requireNonNull(pbxs.get(version));
  }

  AmiTap tap(AsteriskVersion version) {
    return Objects.requireNonNull(taps.get(version));
  }

  RecorderServer server() {
    return server;
  }

  Crm crm() {
    return new Crm(server);
  }

  /** A tag that no other test uses. */
  static String newTag() {
    return "22-" + COUNT.incrementAndGet();
  }

  /** Two phones in a conversation. */
  static PhoneCall talk(AsteriskLab pbx, String caller, String called) {
    pbx.phone(called).answering(Answering.after(Duration.ofMillis(100)));
    PhoneCall call = pbx.phone(caller).call(called).awaitAnswered(SOON);
    pbx.awaitTalking(call, SOON);
    return call;
  }

  /** Lets a conversation go on until its caller has heard that much of it. */
  static void letTalk(PhoneCall call, Duration time) {
    call.forgetHeard();
    Awaitility.await()
        .atMost(time.plus(SOON))
        .until(() -> call.heard(time).duration().compareTo(time) >= 0);
  }

  /** Ends every call and waits until the PBX has none left. */
  static void quiet(AsteriskLab pbx) {
    for (String endpoint : new String[] {"410", "411", "412", "413", "sales-desk"}) {
      pbx.phone(endpoint).hangUpAll();
      pbx.phone(endpoint).answering(Answering.after(Duration.ofMillis(100)));
    }
    pbx.manager().hangUpAll();
    Awaitility.await().atMost(SOON).until(() -> pbx.manager().channels().isEmpty());
    pbx.manager().forgetEvents();
  }

  @Override
  public void close() {
    server.close();
    taps.values().forEach(AmiTap::close);
    pbxs.values().forEach(AsteriskLab::close);
    Folders.remove(directory);
  }
}
