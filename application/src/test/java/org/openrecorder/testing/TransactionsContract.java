package org.openrecorder.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openrecorder.testing.CallBuilder.aCall;
import static org.openrecorder.testing.RecordingBuilder.aRecording;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.openrecorder.application.port.CallRecords;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.application.port.StoreUnavailableException;
import org.openrecorder.application.port.Transactions;
import org.openrecorder.domain.call.CallRecord;
import org.openrecorder.domain.recording.RecordingSegment;

/** What all {@link Transactions} keep. */
public interface TransactionsContract {

  /** Something that goes wrong in a block, and is no failure of the store. */
  final class Mishap extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  Transactions transactions();

  CallRecords calls();

  Recordings recordings();

  private static void fail() {
    throw new Mishap();
  }

  @Test
  default void all_writes_of_a_block_are_there_when_it_returns() {
    CallRecord call = aCall("100.1").build();
    RecordingSegment segment = aRecording(1, call).build();
    transactions()
        .run(
            () -> {
              calls().save(call);
              recordings().add(segment);
            });
    assertThat(calls().find(call.key())).hasValue(call);
    assertThat(recordings().find(segment.id())).isPresent();
  }

  @Test
  default void none_of_the_writes_of_a_block_is_there_when_it_throws() {
    CallRecord call = aCall("100.1").build();
    RecordingSegment segment = aRecording(1, call).build();
    assertThatThrownBy(
            () ->
                transactions()
                    .run(
                        () -> {
                          calls().save(call);
                          recordings().add(segment);
                          fail();
                        }))
        .isInstanceOf(Mishap.class);
    assertThat(calls().find(call.key())).isEmpty();
    assertThat(recordings().find(segment.id())).isEmpty();
  }

  @Test
  default void a_block_sees_its_own_writes() {
    CallRecord call = aCall("100.1").build();
    transactions()
        .run(
            () -> {
              calls().save(call);
              assertThat(calls().find(call.key())).hasValue(call);
              calls().save(aCall("100.1").tagged("A").build());
              assertThat(calls().find(call.key())).hasValue(aCall("100.1").tagged("A").build());
            });
  }

  @Test
  default void a_block_inside_another_is_undone_with_it() {
    CallRecord call = aCall("100.1").build();
    assertThatThrownBy(
            () ->
                transactions()
                    .run(
                        () -> {
                          transactions().run(() -> calls().save(call));
                          fail();
                        }))
        .isInstanceOf(Mishap.class);
    assertThat(calls().find(call.key())).isEmpty();
  }

  @Test
  default void a_block_around_one_that_failed_is_undone_even_if_it_goes_on() {
    CallRecord call = aCall("100.1").build();
    assertThatThrownBy(
            () ->
                transactions()
                    .run(
                        () -> {
                          calls().save(call);
                          assertThatThrownBy(() -> transactions().run(TransactionsContract::fail))
                              .isInstanceOf(Mishap.class);
                        }))
        .isInstanceOf(StoreUnavailableException.class);
    assertThat(calls().find(call.key())).isEmpty();
  }

  @Test
  default void a_block_after_one_that_failed_works() {
    assertThatThrownBy(() -> transactions().run(TransactionsContract::fail))
        .isInstanceOf(Mishap.class);
    CallRecord call = aCall("100.1").build();
    transactions().run(() -> calls().save(call));
    assertThat(calls().find(call.key())).hasValue(call);
  }

  @Test
  default void writes_without_a_block_are_there_for_others_at_once() {
    CallRecord call = aCall("100.1").build();
    calls().save(call);
    assertThat(CompletableFuture.supplyAsync(() -> calls().find(call.key())))
        .succeedsWithin(Duration.ofSeconds(10))
        .isEqualTo(Optional.of(call));
  }
}
