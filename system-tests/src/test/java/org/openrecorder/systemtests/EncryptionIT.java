package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrecorder.lab.asterisk.AsteriskLab;
import org.openrecorder.lab.asterisk.AsteriskVersion;
import org.openrecorder.lab.asterisk.Endpoint;
import org.openrecorder.lab.audio.WavAnalysis;
import org.openrecorder.lab.phone.PhoneCall;
import org.openrecorder.lab.process.ChildProcess;

/** A server that encrypts its archive: real calls, another master key, a thief, a flipped byte. */
class EncryptionIT {

  private static final Duration TALK = Duration.ofSeconds(2);
  private static final Duration COMMAND = Duration.ofSeconds(30);

  /** Where the encrypted audio begins in a file. */
  private static final int FIRST_BLOCK = 12_288;

  /** Bits a byte; PCM of two tones has some 6, a WAV of silence 0. */
  private static final double RANDOM = 7.9;

  @TempDir Path folder;
  private final Random random = new Random(1);
  private AsteriskLab pbx;
  private Map<String, String> settings = new LinkedHashMap<>();
  private RecorderServer server;
  private Crm crm;

  @BeforeEach
  void start() throws IOException {
    pbx = AsteriskLab.start(AsteriskVersion.of("22"), folder.resolve("pbx"));
    settings = TestEnvironment.people();
    settings.putAll(TestEnvironment.pbx("main", pbx, pbx.managerPort()));
    settings.put("RECORDER_ENCRYPTION_KEY", "first");
    settings.put("RECORDER_MASTER_KEY_FIRST_FILE", keyFile("first.key").toString());
    serve();
  }

  /** As an administrator makes one. */
  private Path keyFile(String name) throws IOException {
    byte[] key = new byte[32];
    random.nextBytes(key);
    Path file =
        Files.createFile(
            folder.resolve(name),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.writeString(file, Base64.getEncoder().encodeToString(key) + "\n");
  }

  private void serve() {
    server = RecorderServer.start(folder.resolve("server"), settings);
    crm = new Crm(server);
  }

  @AfterEach
  void stop() {
    server.close();
    pbx.close();
  }

  @Test
  void the_archive_speaks_only_to_the_server_and_outlives_its_master_key() throws IOException {
    recordCall("before the change");
    Path file = onlyFile();
    assertNothingToBeSeen(file);
    assertOursAlone();
    assertHeard("before the change");

    assertThat(server.stop()).isTrue();
    settings.put("RECORDER_ENCRYPTION_KEY", "second");
    settings.put("RECORDER_MASTER_KEY_SECOND_FILE", keyFile("second.key").toString());
    serve();
    assertHeard("before the change");
    byte[] before = Files.readAllBytes(file);
    assertThat(command("--rotate-master-key"))
        .contains("1 keys are wrapped by second now, 0 were already");
    assertThat(Files.readAllBytes(file))
        .as("the audio in it")
        .endsWith(Arrays.copyOfRange(before, FIRST_BLOCK, before.length))
        .as("all of it")
        .isNotEqualTo(before);
    assertHeard("before the change");
    recordCall("after the change");

    assertThat(server.stop()).isTrue();
    settings.remove("RECORDER_MASTER_KEY_FIRST_FILE");
    serve();
    assertHeard("before the change");
    assertHeard("after the change");
    assertThat(command("--decrypt", server.data().resolve("archive").relativize(file).toString()))
        .startsWith("RIFF");
    assertAFlippedByteIsTold(file, "before the change");
    assertThat(server.stop()).isTrue();
    assertNotServedWithoutTheKey();
  }

  private void recordCall(String tag) {
    PhoneCall call = TestEnvironment.talk(pbx, "410", "411");
    assertThat(crm.start("410", tag).body()).isEqualTo("OK");
    TestEnvironment.letTalk(call, TALK);
    assertThat(crm.stop("410").body()).isEqualTo("OK");
    call.hangUp();
    await()
        .atMost(TestEnvironment.SOON)
        .until(() -> crm.recording(tag).get("state").asText().equals("available"));
  }

  private void assertHeard(String tag) {
    WavAnalysis wav = crm.wav(tag, "fred");
    assertThat(wav.duration()).isGreaterThan(TALK.minusMillis(300));
    assertThat(wav.shareWith(Endpoint.named("410").tone())).isGreaterThan(0.9);
    assertThat(wav.shareWith(Endpoint.named("411").tone())).isGreaterThan(0.9);
  }

  private Path onlyFile() throws IOException {
    try (Stream<Path> files = Files.walk(server.data().resolve("archive"))) {
      List<Path> found = files.filter(file -> file.toString().endsWith(".wav")).toList();
      assertThat(found).hasSize(1);
      return found.getFirst();
    }
  }

  private static void assertNothingToBeSeen(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).doesNotContain("RIFF", "WAVE");
    assertThat(entropy(bytes, FIRST_BLOCK)).isGreaterThan(RANDOM);
  }

  /** Bits a byte. */
  private static double entropy(byte[] bytes, int from) {
    int[] counts = new int[256];
    for (int i = from; i < bytes.length; i++) {
      counts[Byte.toUnsignedInt(bytes[i])]++;
    }
    double all = bytes.length - from;
    double entropy = 0;
    for (int count : counts) {
      entropy -= count == 0 ? 0 : count / all * Math.log(count / all) / Math.log(2);
    }
    return entropy;
  }

  /** Neither archive nor database nor keys are for anybody else's eyes. */
  private void assertOursAlone() throws IOException {
    Set<PosixFilePermission> others = EnumSet.copyOf(PosixFilePermissions.fromString("---rwxrwx"));
    try (Stream<Path> files = Files.walk(server.data())) {
      for (Path file : files.filter(file -> !file.equals(server.data())).toList()) {
        assertThat(Files.getPosixFilePermissions(file))
            .as(file.toString())
            .doesNotContainAnyElementsOf(others);
      }
    }
  }

  private void assertAFlippedByteIsTold(Path file, String tag) throws IOException {
    byte[] right = Files.readAllBytes(file);
    byte[] wrong = right.clone();
    wrong[FIRST_BLOCK + (right.length - FIRST_BLOCK) / 2] ^= 1;
    Files.write(file, wrong);
    HttpResponse<String> answer = crm.retrieve(tag, "fred");
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.headers().firstValue("X-Error-Code")).contains("INTERNAL");
    assertThat(answer.body()).doesNotContain(file.getFileName().toString(), "key", "GCM");
    Files.write(file, right);
    assertHeard(tag);
  }

  private void assertNotServedWithoutTheKey() throws IOException {
    Map<String, String> without = new LinkedHashMap<>(settings);
    without.put("RECORDER_ENCRYPTION_KEY", "third");
    without.put("RECORDER_MASTER_KEY_THIRD_FILE", keyFile("third.key").toString());
    without.remove("RECORDER_MASTER_KEY_SECOND_FILE");
    String second = Files.readString(folder.resolve("second.key")).strip();
    assertThat(words(without))
        .contains("a master key is needed that the settings do not name: second (")
        .doesNotContain(second, HexFormat.of().formatHex(Base64.getDecoder().decode(second)));
    without.put("RECORDER_MASTER_KEY_SECOND_FILE", folder.resolve("third.key").toString());
    assertThat(words(without)).contains("is the same key as another one");
  }

  /** What the server says instead of serving. */
  private String words(Map<String, String> wrong) throws IOException {
    Path log = folder.resolve("refused.log");
    try (ChildProcess refused = ChildProcess.start(command(wrong, List.of()), folder, log)) {
      assertThat(refused.endsWithin(COMMAND)).as("the server does not start").isTrue();
      return Files.readString(log);
    }
  }

  private String command(String... arguments) {
    return ChildProcess.run(command(settings, List.of(arguments)), COMMAND);
  }

  private List<String> command(Map<String, String> with, List<String> arguments) {
    Map<String, String> all = new LinkedHashMap<>(with);
    all.put("RECORDER_DATA", server.data().toString());
    return Installation.command("open-recorder", all, arguments.toArray(String[]::new));
  }
}
