package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openrecorder.lab.ami.LiveChannel;
import org.openrecorder.lab.asterisk.AsteriskLab;
import org.openrecorder.lab.asterisk.AsteriskVersion;
import org.openrecorder.lab.audio.WavAnalysis;
import org.openrecorder.lab.phone.PhoneCall;
import org.openrecorder.testing.WavFiles;

/**
 * What lies where the file of a recording should is damaged in many ways, or no file at all, when
 * the running server comes to archive it. {@code -Ddamaged.seed} says which bytes are wrong.
 */
@ExtendWith(BedExtension.class)
@BedExtension.Own
class DamagedFilesIT {

  private static final long SEED = Long.getLong("damaged.seed", System.nanoTime());
  private static final Duration TALK = Duration.ofSeconds(1);

  /** Files that are not finished are looked at for 2.2 s each, a few at a time. */
  private static final Duration SETTLED = Duration.ofSeconds(40);

  private static final int HEADER = 44;
  private static final String EXTENSIBLE = "an extensible format";
  private static final String LARGE_CHUNK = "a large chunk before the samples";

  @TempDir Path folder;
  private final AsteriskLab pbx;
  private final RecorderServer server;
  private final Crm crm;
  private final Random random = new Random(SEED);
  private final List<Path> inTheSpool = new ArrayList<>();

  DamagedFilesIT(TestEnvironment bed) {
    this.pbx = bed.pbx(AsteriskVersion.of("22"));
    this.server = bed.server();
    this.crm = bed.crm();
  }

  /** Puts something in the place of a file. */
  private interface Damage {
    void put(Path file) throws IOException;
  }

  private record Case(String what, Damage damage, String tag, String uniqueId, Path file) {}

  @AfterEach
  void quiet() throws IOException {
    TestEnvironment.quiet(pbx);
    for (Path file : inTheSpool) {
      Files.deleteIfExists(file);
    }
  }

  @Test
  void each_ends_in_a_state_that_a_person_understands_and_the_server_lives() throws IOException {
    System.out.println("damaged files, seed " + SEED);
    byte[] whole = recorded();
    Path elsewhere = Files.write(folder.resolve("elsewhere.wav"), whole);
    List<Case> cases = begun(damages(whole, elsewhere));
    for (Case one : cases) {
      Files.delete(one.file());
      one.damage().put(one.file());
    }
    cases.forEach(one -> assertThat(crm.stop(one.uniqueId()).body()).isEqualTo("OK"));
    pbx.manager().hangUpAll();

    for (Case one : cases) {
      await().atMost(SETTLED).until(() -> !state(one).equals("finalising"));
      assertUnderstandable(one);
    }
    assertThat(cases)
        .filteredOn(one -> List.of("whole", EXTENSIBLE, LARGE_CHUNK).contains(one.what()))
        .hasSize(3)
        .allSatisfy(one -> assertThat(state(one)).isEqualTo("available"));
    for (String foreign :
        List.of("directory", "link to nothing", "link out of the spool", "pipe")) {
      assertNoFile(cases, foreign);
    }
    assertThat(elsewhere).hasBinaryContent(whole);
    assertThat(server.isLive()).isTrue();
    assertThat(recorded()).isNotEmpty();
  }

  /** A recording of the running server, as a PBX makes it. */
  private byte[] recorded() {
    PhoneCall call = TestEnvironment.talk(pbx, "410", "411");
    String tag = TestEnvironment.newTag();
    assertThat(crm.start("410", tag).body()).isEqualTo("OK");
    TestEnvironment.letTalk(call, TALK);
    assertThat(crm.stop("410").body()).isEqualTo("OK");
    call.hangUp();
    HttpResponse<String> answer =
        crm.retrieveAfterHangup("method=retrieve&username=max&tag=" + tag);
    return Base64.getDecoder().decode(answer.body());
  }

  private Map<String, Damage> damages(byte[] whole, Path elsewhere) {
    Map<String, Damage> all = new LinkedHashMap<>();
    all.put("nothing", file -> {});
    all.put("directory", Files::createDirectory);
    all.put("link to nothing", file -> Files.createSymbolicLink(file, folder.resolve("nothing")));
    all.put("link out of the spool", file -> Files.createSymbolicLink(file, elsewhere));
    all.put("pipe", DamagedFilesIT::makePipe);
    all.put("text", file -> Files.writeString(file, "no audio ".repeat(9_000)));
    all.put("whole", file -> Files.write(file, whole));
    all.put("odd", file -> Files.write(file, Arrays.copyOf(whole, whole.length + 1)));
    all.put(EXTENSIBLE, file -> Files.write(file, WavFiles.extensible(whole)));
    all.put(
        LARGE_CHUNK,
        file -> Files.write(file, WavFiles.withChunk(whole, WavFiles.FORMAT_END, "LIST", 200_001)));
    all.put("sizes 0", file -> Files.write(file, sized(whole, (byte) 0)));
    all.put("sizes 4 GiB", file -> Files.write(file, sized(whole, (byte) -1)));
    for (int bytes : new int[] {0, 1, 11, HEADER - 1, HEADER, HEADER + 1, whole.length - 1}) {
      all.put("first " + bytes + " bytes", file -> Files.write(file, Arrays.copyOf(whole, bytes)));
    }
    for (int i = 0; i < 5; i++) {
      all.put("random bytes " + i, file -> Files.write(file, randomBytes(whole.length)));
      all.put("wrong header " + i, file -> Files.write(file, wrong(whole, HEADER)));
      all.put("wrong anywhere " + i, file -> Files.write(file, wrong(whole, whole.length)));
    }
    return all;
  }

  private static void makePipe(Path file) throws IOException {
    try {
      assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor()).isZero();
    } catch (InterruptedException stop) {
      throw new IOException(stop);
    }
  }

  private static byte[] sized(byte[] whole, byte each) {
    byte[] file = whole.clone();
    Arrays.fill(file, 4, 8, each);
    Arrays.fill(file, HEADER - 4, HEADER, each);
    return file;
  }

  private byte[] randomBytes(int length) {
    byte[] file = new byte[length];
    random.nextBytes(file);
    return file;
  }

  /** Up to four bytes before {@code end} are wrong. */
  private byte[] wrong(byte[] whole, int end) {
    byte[] file = whole.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      file[random.nextInt(end)] ^= (byte) (1 + random.nextInt(255));
    }
    return file;
  }

  /** A recording that runs for each. */
  private List<Case> begun(Map<String, Damage> damages) {
    damages.keySet().forEach(what -> pbx.manager().originate("Local/604@lab/n", "605"));
    List<String> calls =
        await()
            .atMost(TestEnvironment.SOON)
            .until(this::localEnds, ends -> ends.size() == damages.size());
    List<Case> cases = new ArrayList<>();
    for (Map.Entry<String, Damage> damage : damages.entrySet()) {
      cases.add(begin(damage.getKey(), damage.getValue(), calls.get(cases.size())));
    }
    return cases;
  }

  private Case begin(String what, Damage damage, String call) {
    String tag = TestEnvironment.newTag();
    HttpResponse<String> answer = crm.start(call, tag);
    assertThat(answer.body()).isEqualTo("OK");
    String id = answer.headers().firstValue("X-Recording-Id").orElseThrow();
    Path file = pbx.recordings().resolve(id + ".wav");
    inTheSpool.add(file);
    return new Case(what, damage, tag, call, file);
  }

  private List<String> localEnds() {
    return pbx.manager().channels().stream()
        .filter(channel -> channel.isLocal() && channel.name().endsWith(";1"))
        .map(LiveChannel::uniqueId)
        .toList();
  }

  private String state(Case one) {
    return crm.recording(one.tag()).get("state").asText();
  }

  private void assertUnderstandable(Case one) {
    JsonNode recording = crm.recording(one.tag());
    String state = recording.get("state").asText();
    String what = one.what() + ": " + state + ", " + recording.get("reason");
    assertThat(state).as(what).isIn("available", "interrupted", "empty", "damaged", "failed");
    if (!state.equals("available")) {
      assertThat(recording.get("reason").asText())
          .as(what)
          .isNotBlank()
          .doesNotContain("Exception", pbx.recordings().toString());
    }
    HttpResponse<String> answer =
        crm.retrieveAfterHangup("method=retrieve&username=max&tag=" + one.tag());
    if (List.of("available", "interrupted").contains(state)) {
      assertThat(answer.statusCode()).as(what).isEqualTo(200);
      WavAnalysis.of(Base64.getDecoder().decode(answer.body()));
    } else {
      assertThat(answer.headers().firstValue("X-Error-Code"))
          .as(what)
          .contains("NO_SUCH_RECORDING");
    }
  }

  /** What is no file is not opened, not followed and not deleted. */
  private void assertNoFile(List<Case> cases, String foreign) {
    Case one = cases.stream().filter(each -> each.what().equals(foreign)).findFirst().orElseThrow();
    assertThat(crm.recording(one.tag()).get("reason").asText()).contains("no regular file");
    assertThat(Files.exists(one.file(), LinkOption.NOFOLLOW_LINKS)).as(foreign).isTrue();
  }
}
