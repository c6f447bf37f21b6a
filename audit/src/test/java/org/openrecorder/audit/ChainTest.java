package org.openrecorder.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChainTest {

  private static final Instant NOW = Instant.parse("2026-11-23T08:00:07.123456789Z");
  private static final AuditKey KEY = new AuditKey("a key of the tests, and of nobody else");

  private static AuditRow row(String subject, Optional<String> username, String proof) {
    return new AuditRow(
        7,
        Instant.parse("2026-11-23T08:00:06.654321Z"),
        "crm",
        "192.0.2.7",
        "start",
        username,
        subject,
        Optional.of(new UUID(1, 2)),
        "OK",
        "the only live call of 410",
        proof);
  }

  /**
   * Chains of today must be verifiable for ever: a change to the hash of version 1 breaks them all.
   * The expected hash was computed by another program, from the description in ADR 0014.
   */
  @Test
  void version_1_hashes_what_it_always_hashed() {
    assertThat(row("410", Optional.empty(), "").digest())
        .isEqualTo("a6e8d715a0ac4a406234cf2ba0f93e93a1cdac8d927bff82f112207a831461ae");
  }

  @Test
  void no_text_can_move_from_one_column_to_the_next() {
    assertThat(CanonicalHash.sha256("x", List.of(Optional.of("ab"), Optional.of("c"))))
        .isNotEqualTo(CanonicalHash.sha256("x", List.of(Optional.of("a"), Optional.of("bc"))));
    assertThat(row("410", Optional.empty(), "").digest())
        .isNotEqualTo(row("410", Optional.of(""), "").digest());
  }

  @Test
  void columns_that_differ_are_named() {
    String marks = row("410", Optional.empty(), "").marks();
    assertThat(row("411", Optional.of("fred"), "").differingFrom(marks))
        .containsExactly("username", "subject");
  }

  @Test
  void a_proof_is_of_one_row_and_one_key() {
    String proof = row("410", Optional.empty(), "").proofBy(KEY);
    assertThat(row("410", Optional.empty(), proof).provenBy(KEY)).isTrue();
    assertThat(row("411", Optional.empty(), proof).provenBy(KEY)).isFalse();
    assertThat(row("410", Optional.empty(), proof).provenBy(new AuditKey("another"))).isFalse();
  }

  @Test
  void seals_follow_each_other_from_1_on() {
    AuditRow row = row("410", Optional.empty(), "");
    List<Seal> first = Seal.link(Optional.empty(), List.of(row, row), NOW, KEY);
    List<Seal> second = Seal.link(Optional.of(first.getLast()), List.of(row), NOW, KEY);
    assertThat(first).extracting(Seal::place).containsExactly(1L, 2L);
    assertThat(first.get(0).follows(Seal.NOTHING_BEFORE)).isTrue();
    assertThat(first.get(1).follows(first.get(0).hash())).isTrue();
    assertThat(second.getFirst().follows(first.get(1).hash())).isTrue();
    assertThat(second.getFirst().follows(first.get(0).hash())).isFalse();
  }

  @Test
  void a_key_does_not_show_itself() {
    assertThat(KEY).hasToString("audit key");
  }
}
