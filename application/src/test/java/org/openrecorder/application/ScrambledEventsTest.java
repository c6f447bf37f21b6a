package org.openrecorder.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openrecorder.application.Server.code;
import static org.openrecorder.application.Server.id;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.ChannelEvent;
import org.openrecorder.domain.recording.RecordingId;

/**
 * What becomes of recordings when the events of their calls arrive in any order. A seed that failed
 * can be given again: {@code -Devents.seed=NUMBER}.
 */
class ScrambledEventsTest {

  private static final int ORDERS = 300;

  private final long first = Long.getLong("events.seed", System.nanoTime());

  @Test
  void in_whatever_order_the_end_of_a_call_is_told_its_recording_comes_to_the_same_end() {
    for (long seed = first; seed < first + ORDERS; seed++) {
      Server server = new Server();
      Channel agent = server.pbx.talk("SIP/410-1", "1.1");
      Channel customer = server.pbx.talk("SIP/trunk-2", "1.2", "1.1");
      RecordingId recording = id(server.start("410", "22"));
      server.pbx.holdBack();
      server.pbx.hold(customer);
      server.pbx.hangUp(server.pbx.talk("SIP/412-3", "1.3", "1.1"));
      Channel moved = server.pbx.move(agent, "7.7");
      server.pbx.rename(moved, "SIP/411-9");
      server.pbx.hangUp(customer);
      server.pbx.hangUp(moved);
      tellScrambled(server, seed);
      assertThat(server.state(recording)).as("seed %d", seed).isEqualTo("available");
      assertThat(server.callOf(recording).inProgress()).as("seed %d", seed).isFalse();
      assertThat(server.all()).as("seed %d", seed).hasSize(1);
      assertThat(code(server.start("411", "23"))).isEqualTo(ErrorCode.NO_SUCH_CALL);
      assertThat(server.reconcile().findings()).as("seed %d", seed).isEmpty();
    }
  }

  @Test
  void in_whatever_order_the_changes_of_a_live_call_are_told_it_goes_on_being_recorded() {
    for (long seed = first; seed < first + ORDERS; seed++) {
      Server server = new Server();
      Channel agent = server.pbx.talk("SIP/410-1", "1.1");
      RecordingId recording = id(server.start("410", "22"));
      server.pbx.holdBack();
      Channel late = server.pbx.talk("SIP/412-3", "1.3", "7.7");
      Channel moved = server.pbx.move(agent, "7.7");
      server.pbx.rename(moved, "SIP/411-9");
      server.pbx.rename(late, "SIP/410-1<ZOMBIE>");
      tellScrambled(server, seed);
      server.pbx.list();
      assertThat(server.state(recording)).as("seed %d", seed).isEqualTo("recording");
      assertThat(server.pbx.recorders()).as("seed %d", seed).isEqualTo(1);
      assertThat(code(server.start("410", "23"))).isEqualTo(ErrorCode.NO_SUCH_CALL);
      assertThat(id(server.start("411", "22"))).as("seed %d", seed).isEqualTo(recording);
      assertThat(id(server.stop("411"))).as("seed %d", seed).isEqualTo(recording);
    }
  }

  /** Told in any order, and some of it again. */
  private static void tellScrambled(Server server, long seed) {
    Random random = new Random(seed);
    server.pbx.tellAfterAll(
        events -> {
          List<ChannelEvent> scrambled = new ArrayList<>(events);
          events.stream().filter(event -> random.nextBoolean()).forEach(scrambled::add);
          Collections.shuffle(scrambled, random);
          return scrambled;
        });
  }
}
