package org.openrecorder.edge.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.openrecorder.edge.limit.LoginGuard.Beginning;
import org.openrecorder.edge.limit.LoginGuard.Login;

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
      Login guess = login(network, name, "guess " + i);
      wait(guess).ifPresent(this::pass);
      begun(guess).failed();
    }
    return Duration.ofNanos(nanos.get() - begin);
  }

  private LoginTry begun(Login login) {
    return ((Beginning.May) guard.begin(login)).attempt();
  }

  /** How long it would have to wait; empty if it need not. */
  private Optional<Duration> wait(Login login) {
    return switch (guard.begin(login)) {
      case Beginning.Wait(Duration time) -> Optional.of(time);
      case Beginning.May(LoginTry attempt) -> {
        attempt.undecided();
        yield Optional.empty();
      }
    };
  }

  private void gotIn(Login login) {
    begun(login).succeeded();
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
    assertThat(wait(login(ELSEWHERE, "crm", "right"))).isPresent();
    assertThat(wait(login(HERE, "crm", "right"))).isEmpty();
  }

  @Test
  void a_neighbour_who_guesses_does_not_lock_out_who_got_in_before() {
    gotIn(login(HERE, "crm", "right"));
    guess(30, HERE, "crm");
    guess(30, HERE, "other");
    assertThat(wait(login(HERE, "crm", "right"))).isEmpty();
    assertThat(wait(login(HERE, "crm", "guess"))).isPresent();
    assertThat(wait(login(ELSEWHERE, "crm", "right"))).isEmpty();
  }

  @Test
  void what_was_right_and_is_wrong_now_is_a_guess_again() {
    gotIn(login(HERE, "crm", "old"));
    guess(10, HERE, "crm");
    begun(login(HERE, "crm", "old")).failed();
    assertThat(wait(login(HERE, "crm", "old"))).isPresent();
  }

  @Test
  void success_forgives() {
    guess(LoginGuard.FREE_PER_NAME - 1, HERE, "crm");
    gotIn(login(HERE, "crm", "right"));
    assertThat(guess(LoginGuard.FREE_PER_NAME, HERE, "crm")).isZero();
  }

  @Test
  void so_does_time() {
    guess(10, HERE, "crm");
    pass(FailedLogins.MEMORY.plusSeconds(1));
    assertThat(guess(LoginGuard.FREE_PER_NAME, HERE, "crm")).isZero();
  }

  /** However long it takes to look at them. */
  @Test
  void many_guesses_at_once_are_no_better_than_one_after_the_other() {
    List<LoginTry> underWay = new ArrayList<>();
    for (int i = 0; i < LoginGuard.FREE_PER_NAME; i++) {
      underWay.add(begun(login(HERE, "crm", "guess " + i)));
    }
    assertThat(wait(login(HERE, "crm", "one more"))).isPresent();
    underWay.forEach(LoginTry::failed);
    assertThat(wait(login(HERE, "crm", "one more"))).contains(Duration.ofSeconds(1));
  }

  @Test
  void the_wait_after_a_guess_begins_when_it_is_known_to_be_wrong() {
    for (int i = 0; i < LoginGuard.FREE_PER_NAME; i++) {
      LoginTry slow = begun(login(HERE, "crm", "guess " + i));
      pass(Duration.ofSeconds(10));
      slow.failed();
    }
    assertThat(wait(login(HERE, "crm", "next"))).contains(Duration.ofSeconds(1));
    for (int i = LoginGuard.FREE_PER_NAME; i < LoginGuard.FREE_PER_ADDRESS; i++) {
      LoginTry slow = begun(login(HERE, "name " + i, "guess"));
      pass(Duration.ofSeconds(10));
      slow.failed();
    }
    assertThat(wait(login(HERE, "another", "guess"))).contains(Duration.ofSeconds(1));
  }

  @Test
  void neither_are_those_under_many_names() {
    for (int i = 0; i < LoginGuard.FREE_PER_ADDRESS; i++) {
      begun(login(HERE, "name " + i, "guess"));
    }
    assertThat(wait(login(HERE, "another", "guess"))).isPresent();
    assertThat(wait(login(ELSEWHERE, "another", "guess"))).isEmpty();
  }

  /** As a client does after the server was restarted. */
  @Test
  void the_same_credentials_many_times_at_once_are_one_guess() {
    List<LoginTry> underWay = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      underWay.add(begun(login(HERE, "crm", "right")));
    }
    underWay.forEach(LoginTry::succeeded);
    assertThat(guess(LoginGuard.FREE_PER_NAME, HERE, "crm")).isZero();
    for (int i = 0; i < 100; i++) {
      underWay.add(begun(login(HERE, "other", "wrong")));
    }
    underWay.forEach(LoginTry::failed);
    assertThat(guess(LoginGuard.FREE_PER_NAME - 1, HERE, "other")).isZero();
    assertThat(wait(login(HERE, "other", "next"))).isPresent();
  }

  @Test
  void what_nobody_could_look_at_counts_for_nothing_and_only_once() {
    for (int i = 0; i < 100; i++) {
      LoginTry one = begun(login(HERE, "crm", "guess " + i));
      one.undecided();
      one.failed();
    }
    assertThat(guess(LoginGuard.FREE_PER_NAME, HERE, "crm")).isZero();
  }

  @Test
  void who_gives_no_credentials_is_not_counted() {
    LoginTry none = LoginTry.none();
    none.failed();
    none.undecided();
    assertThat(guess(LoginGuard.FREE_PER_NAME, "", "")).isZero();
  }

  @Test
  void credentials_are_not_printed() {
    assertThat(login(HERE, "crm", "right").toString()).contains("crm").doesNotContain("right");
  }
}
