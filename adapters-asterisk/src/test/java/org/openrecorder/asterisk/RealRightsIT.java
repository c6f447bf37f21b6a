package org.openrecorder.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.lab.asterisk.AsteriskLab;
import org.openrecorder.lab.asterisk.AsteriskVersion;

/** A manager user of a real Asterisk that lacks a right: what the link says of it. */
@ParameterizedClass
@EnumSource(AsteriskVersion.class)
class RealRightsIT {

  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir Path folder;
  private final AsteriskVersion version;
  private AsteriskLab asterisk;
  private AsteriskLink link;

  RealRightsIT(AsteriskVersion version) {
    this.version = version;
  }

  @BeforeEach
  void start() {
    asterisk = AsteriskLab.start(version, folder.resolve("asterisk"));
    link =
        new AsteriskLink(
            RealPbx.of(asterisk, new PbxName("a")),
            new RecordedFeed(),
            work -> Thread.ofPlatform().unstarted(work),
            QuickBounds.soonLoggedInAgain());
  }

  @AfterEach
  void stop() {
    link.close();
    asterisk.close();
  }

  private void problem(String... words) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(link.problems()).singleElement().asString().contains(words));
  }

  @Test
  void nothing_is_said_of_a_user_with_all_that_it_needs() {
    link.start();
    await().atMost(SOON).until(() -> link.state().inSync());
    asterisk.manager().originate("Local/604@lab/n", "605");
    assertThat(link.problems()).isEmpty();
  }

  @Test
  void who_may_not_ask_for_variables_is_told_to_be_given_write_call() {
    asterisk.allowRecorder("call", "system");
    link.start();
    problem("recorder", "has no write = call", "set write = system,call", "manager reload");
  }

  @Test
  void who_may_neither_record_nor_list_is_told_to_be_given_write_system() {
    asterisk.allowRecorder("call", "call");
    link.start();
    problem("has no write = system:", "set write = system,call");
  }

  @Test
  void who_is_told_of_no_call_is_found_out_by_a_call_and_heals() {
    asterisk.allowRecorder("system", "system,call");
    link.start();
    await().atMost(SOON).until(() -> link.state().inSync());
    await()
        .atMost(SOON)
        .until(
            () -> {
              asterisk.manager().originate("Local/604@lab/n", "605");
              return !link.problems().isEmpty();
            });
    problem("recorder", "no read = call", "set read = call", "manager reload");

    asterisk.allowRecorder("call", "system,call");
    await()
        .atMost(SOON.multipliedBy(2))
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> {
              asterisk.manager().hangUpAll();
              asterisk.manager().originate("Local/604@lab/n", "605");
              return link.problems().isEmpty();
            });
  }

  @Test
  void where_the_pbx_tells_of_its_file_no_call_is_needed() {
    asterisk.manager().succeed("ModuleLoad", "Module", "func_config.so", "LoadType", "load");
    asterisk.allowRecorder("system,log", "system,call");
    link.start();
    problem("its manager.conf gives", "no read = call");
  }
}
