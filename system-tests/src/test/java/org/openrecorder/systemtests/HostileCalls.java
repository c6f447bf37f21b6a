package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.openrecorder.lab.ami.LiveChannel;
import org.openrecorder.lab.asterisk.AsteriskLab;
import org.openrecorder.lab.asterisk.AsteriskVersion;
import org.openrecorder.lab.asterisk.Endpoint;
import org.openrecorder.lab.audio.WavAnalysis;
import org.openrecorder.lab.phone.Answering;
import org.openrecorder.lab.phone.Identity;
import org.openrecorder.lab.phone.PhoneCall;
import org.openrecorder.lab.process.LabFailure;

/**
 * Calls at one PBX that chance has chosen: conversations, ring groups and consultations that are
 * turned down, beside callers with forged identities and recorders that somebody else stops. What
 * the server promised of each is looked at when it is over.
 */
final class HostileCalls {

  private static final Duration TALK = Duration.ofMillis(700);

  /** What an INVITE may take that the PBX may also refuse. */
  private static final Duration TAKEN = Duration.ofSeconds(5);

  private final AsteriskVersion version;
  private final AsteriskLab pbx;
  private final Crm crm;
  private final Random random;
  private final List<String> tags = new ArrayList<>();
  private final Map<String, Integer> done = new TreeMap<>();

  HostileCalls(AsteriskVersion version, TestEnvironment bed, long seed) {
    this.version = version;
    this.pbx = bed.pbx(version);
    this.crm = bed.crm();
    this.random = new Random(seed);
  }

  /** How often each kind of call was made. */
  Map<String, Integer> done() {
    return done;
  }

  /** Makes calls until then, and looks at the end whether anything was left. */
  Map<String, Integer> until(long nanos) {
    while (System.nanoTime() < nanos) {
      round();
    }
    assertNothingIsLeft();
    return done;
  }

  private void round() {
    TestEnvironment.quiet(pbx);
    Optional<PhoneCall> attack = random.nextBoolean() ? attack() : Optional.empty();
    switch (random.nextInt(5)) {
      case 0 -> ringGroup(random.nextBoolean() ? "630" : "631");
      case 1 -> rejectedConsultation();
      default -> conversation();
    }
    attack.ifPresent(PhoneCall::hangUp);
  }

  private void count(String what) {
    done.merge(what, 1, Integer::sum);
  }

  private String victim() {
    return pbx.manager().channels().stream()
        .map(LiveChannel::uniqueId)
        .findAny()
        .orElse("1." + random.nextInt(100));
  }

  /** 413 calls the sales desk and tells the PBX lies; it may be refused. */
  private Optional<PhoneCall> attack() {
    count("attacks");
    pbx.phone("sales-desk").answering(Answering.after(Duration.ofMillis(50)));
    pbx.phone("413").posing(HostileIdentity.any(version, random, victim()));
    return taken(pbx.phone("413").call("sales-desk"));
  }

  private Optional<PhoneCall> taken(PhoneCall call) {
    try {
      return Optional.of(call.awaitAnswered(TAKEN));
    } catch (LabFailure refused) {
      count("refused by the PBX");
      call.hangUp();
      return Optional.empty();
    }
  }

  private String start(String extension) {
    String tag = TestEnvironment.newTag();
    HttpResponse<String> answer = crm.start(extension, tag);
    assertThat(answer.body()).as("start " + extension + " as " + tag).isEqualTo("OK");
    tags.add(tag);
    return tag;
  }

  private void conversation() {
    count("conversations");
    Identity identity =
        random.nextBoolean()
            ? Identity.USUAL
            : HostileIdentity.any(version, random, "1." + random.nextInt(100));
    pbx.phone("410").posing(identity);
    Optional<PhoneCall> answered = taken(pbx.phone("410").call("411"));
    answered.ifPresent(this::recorded);
    pbx.phone("410").posing(Identity.USUAL);
  }

  private void recorded(PhoneCall call) {
    TestEnvironment.letTalk(call, Duration.ofMillis(200));
    String extension = random.nextBoolean() ? "410" : "411";
    String tag = start(extension);
    TestEnvironment.letTalk(call, TALK);
    if (random.nextInt(3) == 0) {
      stopRecordersOf(extension);
    }
    if (random.nextInt(3) == 0) {
      count("changed identities");
      pbx.phone("410").posing(HostileIdentity.any(version, random, victim()));
      call.refresh();
    }
    TestEnvironment.letTalk(call, TALK);
    if (random.nextBoolean()) {
      assertThat(crm.stop(extension).body()).as("stop " + extension).isEqualTo("OK");
    }
    call.hangUp();
    assertHeard(tag, "410", "411");
  }

  private void stopRecordersOf(String extension) {
    count("foreign stops");
    pbx.manager().channelsOf(extension).stream()
        .map(LiveChannel::name)
        .forEach(name -> pbx.manager().send("StopMixMonitor", "Channel", name));
  }

  private void ringGroup(String group) {
    count("ring groups");
    pbx.phone("411").answering(Answering.byHand());
    pbx.phone("412").answering(Answering.byHand());
    PhoneCall call = pbx.phone("410").call(group);
    List<String> members = List.of("411", "412");
    for (String member : members) {
      await().atMost(TestEnvironment.SOON).until(() -> pbx.phone(member).calls().size() == 1);
      pbx.awaitRinging(pbx.phone(member).calls().getFirst(), TestEnvironment.SOON);
    }
    String taker = members.get(random.nextInt(2));
    String other = taker.equals("411") ? "412" : "411";
    String tagOfTaker = start(taker);
    String tagOfOther = start(other);
    pbx.phone(taker).calls().getFirst().answer();
    call.awaitAnswered(TestEnvironment.SOON);
    awaitState(tagOfTaker, "recording");
    TestEnvironment.letTalk(call, TALK);
    call.hangUp();
    assertHeard(tagOfTaker, "410", taker);
    awaitState(tagOfOther, "empty");
    assertThat(crm.recording(tagOfOther).get("reason").asText()).contains(taker);
  }

  private void rejectedConsultation() {
    count("rejected consultations");
    PhoneCall call = TestEnvironment.talk(pbx, "410", "411");
    String tag = start("410");
    TestEnvironment.letTalk(call, TALK);
    pbx.phone("412").answering(Answering.byHand());
    pbx.manager()
        .succeed("Atxfer", "Channel", pbx.channelOf(call).name(), "Context", "lab", "Exten", "412");
    await().atMost(TestEnvironment.SOON).until(() -> pbx.phone("412").calls().size() == 1);
    pbx.phone("412").calls().getFirst().hangUp();
    int partner = Endpoint.named("411").tone();
    await()
        .atMost(TestEnvironment.SOON)
        .until(() -> call.heard(Duration.ofMillis(300)).toneAt(partner));
    TestEnvironment.letTalk(call, TALK);
    call.hangUp();
    WavAnalysis wav = crm.wav(tag, "max");
    // while a party is asked Asterisk lets some audio go by, or plays what it has kept
    assertThat(wav.duration()).isGreaterThan(TALK.multipliedBy(2).minusMillis(300));
    assertWhoIsHeard(wav, crm.recording(tag), "410", "411");
  }

  private void awaitState(String tag, String state) {
    await()
        .atMost(TestEnvironment.SOON)
        .untilAsserted(
            () ->
                assertThat(crm.recording(tag).get("state").asText())
                    .as(crm.recording(tag).toPrettyString())
                    .isEqualTo(state));
  }

  /**
   * Both are heard most of the time, nobody else is, and it is as long as its legs say. Over the
   * whole length of several legs a tone may seem to be missing: where they meet its phase jumps.
   */
  private void assertHeard(String tag, String one, String other) {
    WavAnalysis wav = crm.wav(tag, "max");
    JsonNode recording = crm.recording(tag);
    Legs.of(recording).assertHeardIn(wav);
    assertWhoIsHeard(wav, recording, one, other);
  }

  private static void assertWhoIsHeard(
      WavAnalysis wav, JsonNode recording, String one, String other) {
    for (Endpoint endpoint : Endpoint.ALL) {
      boolean expected = List.of(one, other).contains(endpoint.name());
      assertThat(wav.shareWith(endpoint.tone(), Duration.ZERO, wav.duration()))
          .as(endpoint + " in " + wav + " of " + recording.toPrettyString())
          .isBetween(expected ? 0.5 : 0.0, expected ? 1.0 : 0.0);
    }
  }

  private void assertNothingIsLeft() {
    TestEnvironment.quiet(pbx);
    PhoneCall last = TestEnvironment.talk(pbx, "410", "411");
    String live = "openrecorder_channels{pbx=\"ast" + version.number() + "\"}";
    await()
        .atMost(TestEnvironment.SOON)
        .untilAsserted(
            () -> assertThat(crm.metric(live)).isEqualTo(pbx.manager().channels().size()));
    for (LiveChannel channel : pbx.manager().channels()) {
      tags.add(start(channel.uniqueId()));
    }
    last.hangUp();
    await().atMost(TestEnvironment.SOON).until(() -> crm.metric(live) == 0);
    for (String tag : tags) {
      await()
          .atMost(TestEnvironment.SOON)
          .until(
              () ->
                  !List.of("requested", "recording")
                      .contains(crm.recording(tag).get("state").asText()));
    }
  }
}
