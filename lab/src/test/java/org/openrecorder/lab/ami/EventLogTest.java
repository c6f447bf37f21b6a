package org.openrecorder.lab.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.openrecorder.lab.process.LabFailure;

class EventLogTest {

  private static final Duration BOUND = Duration.ofSeconds(20);

  private final EventLog log = new EventLog();

  @Test
  void nobody_waits_on_a_line_that_has_ended() {
    CompletableFuture<AmiMessage> waiting =
        CompletableFuture.supplyAsync(() -> log.await(event -> true, BOUND));
    log.end(new LabFailure("closed"));
    assertThatThrownBy(waiting::join)
        .hasMessageContaining("cannot come any more")
        .hasRootCauseMessage("closed");
  }

  @Test
  void what_came_before_the_end_is_still_found() {
    AmiMessage event = AmiMessage.action("Ping");
    log.add(event);
    log.end(new LabFailure("closed"));
    assertThat(log.await(event::equals, BOUND)).isEqualTo(event);
  }
}
