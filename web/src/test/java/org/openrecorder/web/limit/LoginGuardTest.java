package org.openrecorder.web.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.openrecorder.web.limit.LoginGuard.Login;

class LoginGuardTest {

  private static final String HERE = "192.0.2.1";
  private static final String ELSEWHERE = "192.0.2.2";

  private final AtomicLong nanos = new AtomicLong(7);
  private final LoginGuard guard = new LoginGuard(nanos::get);

  private static Login login(String network, String name, String secret) {
    return new Login(network, name, name + ":" + secret);
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  /** Guesses as soon as it may; how long that took altogether. */
  private Duration guess(int times, String network, String name) {
    long begin = nanos.get();
    for (int i = 0; i < times; i++) {
      guard.wait(login(network, name, "guess " + i)).ifPresent(this::pass);
      guard.failed(login(network, name, "guess " + i));
    }
    return Duration.ofNanos(nanos.get() - begin);
  }

  @Test
  void a_few_errors_cost_nothing() {
    assertThat(guess(LoginGuard.FREE_PER_NAME, HERE, "crm")).isZero();
  }

  @Test
  void each_further_failure_doubles_the_wait_up_to_a_minute() {
    guess(LoginGuard.FREE_PER_NAME, HERE, "crm");
    assertThat(IntStream.range(0, 8).mapToObj(i -> guess(1, HERE, "crm").toSeconds()))
        .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
  }

  @Test
  void many_names_from_one_address_are_slowed_down_together() {
    Duration spent = Duration.ZERO;
    for (int i = 0; i < LoginGuard.FREE_PER_ADDRESS + 10; i++) {
      spent = spent.plus(guess(1, HERE, "name " + i));
    }
    assertThat(spent).isGreaterThan(Duration.ofMinutes(4));
  }

  @Test
  void who_guesses_elsewhere_locks_nobody_out() {
    guess(30, ELSEWHERE, "crm");
    assertThat(guard.wait(login(ELSEWHERE, "crm", "right"))).isPresent();
    assertThat(guard.wait(login(HERE, "crm", "right"))).isEmpty();
  }

  @Test
  void a_neighbour_who_guesses_does_not_lock_out_who_got_in_before() {
    guard.succeeded(login(HERE, "crm", "right"));
    guess(30, HERE, "crm");
    guess(30, HERE, "other");
    assertThat(guard.wait(login(HERE, "crm", "right"))).isEmpty();
    assertThat(guard.wait(login(HERE, "crm", "guess"))).isPresent();
    assertThat(guard.wait(login(ELSEWHERE, "crm", "right"))).isEmpty();
  }

  @Test
  void what_was_right_and_is_wrong_now_is_a_guess_again() {
    guard.succeeded(login(HERE, "crm", "old"));
    guess(10, HERE, "crm");
    guard.failed(login(HERE, "crm", "old"));
    assertThat(guard.wait(login(HERE, "crm", "old"))).isPresent();
  }

  @Test
  void success_forgives() {
    guess(LoginGuard.FREE_PER_NAME, HERE, "crm");
    guard.succeeded(login(HERE, "crm", "right"));
    assertThat(guess(LoginGuard.FREE_PER_NAME, HERE, "crm")).isZero();
  }

  @Test
  void so_does_time() {
    guess(10, HERE, "crm");
    pass(FailedLogins.MEMORY.plusSeconds(1));
    assertThat(guess(LoginGuard.FREE_PER_NAME, HERE, "crm")).isZero();
  }

  @Test
  void credentials_are_not_printed() {
    assertThat(login(HERE, "crm", "right").toString()).contains("crm").doesNotContain("right");
  }
}
