package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.commons.codec.digest.DigestUtils;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openrecorder.lab.asterisk.AsteriskLab;
import org.openrecorder.lab.asterisk.AsteriskVersion;
import org.openrecorder.lab.audio.WavAnalysis;
import org.openrecorder.lab.phone.PhoneCall;

/**
 * Sixteen readers ask the running server for a recording without pause, by GET, by SOAP and by
 * JSON, while it is stopped and its call ends.
 */
@ExtendWith(BedExtension.class)
class ReadersDuringStopIT {

  private static final int READERS = 16;
  private static final Duration TALK = Duration.ofMillis(1_500);
  private static final Set<String> NOT_YET = Set.of("CALL_IN_PROGRESS", "NOT_READY");

  private final String tag = TestEnvironment.newTag();
  private final AsteriskLab pbx;
  private final Crm crm;
  private volatile boolean callMayBeOver;

  ReadersDuringStopIT(TestEnvironment bed) {
    this.pbx = bed.pbx(AsteriskVersion.of("22"));
    this.crm = bed.crm();
  }

  @AfterEach
  void quiet() {
    TestEnvironment.quiet(pbx);
  }

  @Test
  void each_is_refused_until_the_call_is_over_and_gets_the_whole_file_then() {
    PhoneCall call = TestEnvironment.talk(pbx, "410", "411");
    String id = crm.start("410", tag).headers().firstValue("X-Recording-Id").orElseThrow();
    List<Supplier<HttpResponse<String>>> endpoints =
        List.of(
            () -> crm.retrieve(tag, "max"),
            () -> crm.soap("retrieve", Map.of("tag", tag, "username", "max")),
            () -> crm.audioOrProblem(id));
    CountDownLatch refused = new CountDownLatch(READERS);
    try (ExecutorService threads = Executors.newFixedThreadPool(READERS)) {
      List<Future<byte[]>> readers =
          IntStream.range(0, READERS)
              .mapToObj(
                  i -> threads.submit(() -> read(endpoints.get(i % endpoints.size()), refused)))
              .toList();
      Awaitility.await().atMost(TestEnvironment.SOON).until(() -> refused.getCount() == 0);
      TestEnvironment.letTalk(call, TALK);
      assertThat(crm.stop("410").body()).isEqualTo("OK");
      TestEnvironment.letTalk(call, Duration.ofMillis(500));
      callMayBeOver = true;
      call.hangUp();
      Awaitility.await()
          .atMost(TestEnvironment.SOON)
          .until(() -> readers.stream().allMatch(Future::isDone));
      String sha256 = crm.recording(tag).get("sha256").asText();
      assertThat(readers)
          .allSatisfy(
              reader -> {
                byte[] wav = reader.get();
                assertThat(DigestUtils.sha256Hex(wav)).isEqualTo(sha256);
                assertThat(WavAnalysis.of(wav).duration()).isGreaterThan(TALK.minusMillis(300));
              });
    } finally {
      callMayBeOver = true;
    }
  }

  /** Asks until there is a file, which there may not be before the call ends. */
  private byte[] read(Supplier<HttpResponse<String>> endpoint, CountDownLatch refused) {
    while (true) {
      HttpResponse<String> answer = endpoint.get();
      boolean over = callMayBeOver;
      if (answer.statusCode() == 200) {
        assertThat(over).as("the call may be over").isTrue();
        return wav(answer);
      }
      assertThat(NOT_YET.stream().anyMatch(told(answer)::contains)).as(told(answer)).isTrue();
      refused.countDown();
    }
  }

  /** The code is in a header, or in the body of a fault or problem. */
  private static String told(HttpResponse<String> answer) {
    return answer.headers().firstValue("X-Error-Code").orElse("") + answer.body();
  }

  private static byte[] wav(HttpResponse<String> answer) {
    String type = answer.headers().firstValue("Content-Type").orElseThrow();
    if (type.startsWith("audio/")) {
      return answer.body().getBytes(StandardCharsets.ISO_8859_1);
    }
    return Base64.getDecoder().decode(answer.body().replaceAll("<[^>]*>", "").strip());
  }
}
