package org.openrecorder.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.openrecorder.application.port.ReloadableSettings.Reloaded;
import org.openrecorder.settings.InvalidSettings;
import org.openrecorder.settings.RecorderSettings;

class SettingsInUseTest {

  private static final GivenSettings BEFORE = GivenSettings.in(Path.of("data"));

  private RecorderSettings given = BEFORE.settings();
  private List<String> problems = List.of();
  private final SettingsInUse inUse = new SettingsInUse(BEFORE.settings(), this::read);

  private RecorderSettings read() {
    if (problems.isEmpty()) {
      return given;
    }
    throw new InvalidSettings(problems);
  }

  @Test
  void who_may_call_counts_at_once() {
    given = BEFORE.withClient("crm", "a secret").withAtOnce(7).settings();
    assertThat(inUse.reload())
        .isEqualTo(new Reloaded.Done(List.of("recorder.client.*", "recorder.limit.*"), List.of()));
    assertThat(inUse.now().clients()).hasSize(1);
    assertThat(inUse.limits().clientAtOnce()).isEqualTo(7);
    assertThat(inUse.reload()).isEqualTo(new Reloaded.Done(List.of(), List.of()));
  }

  @Test
  void what_waits_for_a_restart_is_named_each_time() {
    given = BEFORE.withReconcileEvery(Duration.ofHours(1)).settings();
    Reloaded waits = new Reloaded.Done(List.of(), List.of("recorder.reconcile.every"));
    assertThat(inUse.reload()).isEqualTo(waits);
    assertThat(inUse.reload()).isEqualTo(waits);
    assertThat(inUse.started().reconcileEvery()).isEqualTo(Duration.ofMinutes(15));
  }

  @Test
  void each_part_has_the_name_that_an_operator_gives_it() {
    assertThat(SettingsInUse.NAMES.keySet())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(RecorderSettings.class.getRecordComponents())
                .map(RecordComponent::getName)
                .toList());
    assertThat(SettingsInUse.NAMES.values()).allMatch(name -> name.startsWith("recorder."));
  }

  @Test
  void with_a_mistake_all_stays_as_it_was() {
    given = BEFORE.withClient("crm", "a secret").settings();
    Reloaded unused = inUse.reload();
    problems = List.of("recorder.http.port is no number");
    assertThat(inUse.reload()).isEqualTo(new Reloaded.Invalid(problems));
    assertThat(inUse.now().clients()).hasSize(1);
  }

  @Test
  void what_is_made_of_settings_is_made_anew_when_they_change_and_only_then() {
    AtomicInteger made = new AtomicInteger();
    Derived<RecorderSettings, Integer> clients =
        new Derived<>(
            inUse::now,
            settings -> {
              made.incrementAndGet();
              return settings.clients().size();
            });
    assertThat(clients.get()).isZero();
    assertThat(clients.get()).isZero();
    given = BEFORE.withClient("crm", "a secret").settings();
    assertThat(clients.get()).isZero();
    Reloaded unused = inUse.reload();
    assertThat(clients.get()).isEqualTo(1);
    assertThat(made).hasValue(2);
  }
}
