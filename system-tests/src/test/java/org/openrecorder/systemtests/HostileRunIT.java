package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openrecorder.lab.asterisk.AsteriskVersion;
import org.openrecorder.lab.phone.Identity;

/**
 * Calls of all kinds beside hostile callers, on one PBX after the other: each start that was
 * answered OK has a recording of the right people, and in the end the server knows as many channels
 * as the PBX. The seed is printed; {@code system-tests/hostile-run} is the long form.
 */
@ExtendWith(BedExtension.class)
class HostileRunIT {

  private static final Duration SHORT = Duration.ofSeconds(60);

  private final TestEnvironment bed;

  HostileRunIT(TestEnvironment bed) {
    this.bed = bed;
  }

  @AfterEach
  void quiet() {
    for (AsteriskVersion version : AsteriskVersion.values()) {
      List.of("410", "413").forEach(one -> bed.pbx(version).phone(one).posing(Identity.USUAL));
      TestEnvironment.quiet(bed.pbx(version));
    }
  }

  @Test
  void every_ok_is_kept_beside_hostile_callers() {
    long seed = Long.getLong("hostile.seed", System.nanoTime());
    System.out.println("hostile run from the seed " + seed);
    Duration each = time().dividedBy(AsteriskVersion.values().length);
    for (AsteriskVersion version : AsteriskVersion.values()) {
      Map<String, Integer> done =
          new HostileCalls(version, bed, seed).until(System.nanoTime() + each.toNanos());
      System.out.println("hostile run on Asterisk " + version.number() + ": " + done);
      assertThat(done.getOrDefault("conversations", 0)).isPositive();
    }
  }

  private static Duration time() {
    return Duration.ofSeconds(Long.getLong("hostile.seconds", SHORT.toSeconds()));
  }
}
