package org.openrecorder.application.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openrecorder.application.Audit;
import org.openrecorder.application.Result;
import org.openrecorder.application.live.PbxRegistry;
import org.openrecorder.application.port.AudioArchive;
import org.openrecorder.application.port.AudioContent;
import org.openrecorder.application.port.Page;
import org.openrecorder.application.port.RecordingWithCall;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.application.port.StoreUnavailableException;
import org.openrecorder.application.recording.ChangeSignal;
import org.openrecorder.domain.access.ApiPrincipal;
import org.openrecorder.domain.access.ClientName;
import org.openrecorder.domain.access.Permission;
import org.openrecorder.domain.access.UserRole;
import org.openrecorder.domain.access.Username;
import org.openrecorder.domain.call.CallRecord;
import org.openrecorder.domain.call.Tag;
import org.openrecorder.domain.call.TrackedCalls;
import org.openrecorder.domain.recording.Checksum;
import org.openrecorder.domain.recording.MixMonitorId;
import org.openrecorder.domain.recording.RecordingSegment;
import org.openrecorder.domain.recording.StoredAudio;
import org.openrecorder.testing.CallBuilder;
import org.openrecorder.testing.FixedUsers;
import org.openrecorder.testing.InMemoryAuditTrail;
import org.openrecorder.testing.InMemoryStore;
import org.openrecorder.testing.RecordingBuilder;
import org.openrecorder.testing.SettableClock;

/** One tag under which there are more recordings than anybody would look through. */
@Timeout(60)
class ManyMatchesTest {

  private static final Instant BEGUN = Instant.parse("2026-11-23T08:00:06Z");
  private static final Checksum SHA256 = new Checksum("ab".repeat(32));
  private static final int PAGE = RetrieveRecordingService.PAGE;

  private final AtomicInteger pages = new AtomicInteger();
  private final AtomicLong nanos = new AtomicLong();

  /** What a page takes to be read. */
  private Duration slowness = Duration.ZERO;

  private final SettableClock clock = new SettableClock();

  private static CallRecord call() {
    return CallBuilder.aCall("1.1").endedAt(BEGUN.plusSeconds(60)).build();
  }

  private static RecordingWithCall available(long number) {
    StoredAudio audio = new StoredAudio("x.wav", 960_044, SHA256, Duration.ofSeconds(60));
    RecordingSegment segment =
        RecordingBuilder.aRecording(number, call())
            .build()
            .begun(BEGUN, new MixMonitorId("0x7f"))
            .ended(BEGUN.plusSeconds(60))
            .kept(audio, Optional.empty());
    return new RecordingWithCall(segment, call(), false);
  }

  private static RecordingWithCall hidden(long number) {
    return new RecordingWithCall(
        RecordingBuilder.aRecording(number, call()).withFlags(true, false).build(), call(), false);
  }

  /** Newest first and without end; the first has the number 0. */
  private RetrieveRecordingService of(LongFunction<RecordingWithCall> matches) {
    Recordings recordings =
        fake(
            Recordings.class,
            (method, arguments) ->
                switch (method) {
                  case "search" -> page(matches, (Optional<?>) arguments[1]);
                  case "withSegments" -> arguments[0];
                  default -> throw new UnsupportedOperationException(method);
                });
    AudioArchive archive =
        fake(AudioArchive.class, (method, arguments) -> new AudioArchive.Joined(silence(), SHA256));
    PbxRegistry pbxs = new PbxRegistry(Set.of());
    return new RetrieveRecordingService(
        pbxs,
        new ConversationCheck(pbxs, new TrackedCalls(), clock),
        recordings,
        new FixedUsers().with("max", UserRole.MANAGER, "sales", "1"),
        archive,
        new ChangeSignal(),
        new Audit(new InMemoryAuditTrail(new InMemoryStore()), clock),
        clock,
        nanos::get);
  }

  private Page<RecordingWithCall> page(LongFunction<RecordingWithCall> matches, Optional<?> after) {
    pages.incrementAndGet();
    nanos.addAndGet(slowness.toNanos());
    long first = after.map(cursor -> ((Page.Cursor) cursor).after()).orElse(0L);
    return new Page<>(
        LongStream.range(first, first + PAGE).mapToObj(matches).toList(),
        Optional.of(new Page.Cursor(first + PAGE)));
  }

  private interface Faking {
    Object call(String method, Object[] arguments);
  }

  private static <T> T fake(Class<T> type, Faking faking) {
    return type.cast(
        Proxy.newProxyInstance(
            ManyMatchesTest.class.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> faking.call(method.getName(), arguments)));
  }

  private static AudioContent silence() {
    return new AudioContent() {
      @Override
      public long bytes() {
        return 0;
      }

      @Override
      public InputStream stream() {
        return new ByteArrayInputStream(new byte[0]);
      }

      @Override
      public void close() {}
    };
  }

  private static Result<RetrievedRecording> retrieve(RetrieveRecordingService service) {
    ApiPrincipal crm =
        new ApiPrincipal(new ClientName("crm"), "192.0.2.1", Set.of(Permission.RETRIEVE));
    return service.retrieve(
        new RetrieveRecording.Request(
            crm, new RetrieveRecording.Which.ByTag(new Tag("22")), new Username("max")));
  }

  private static RetrievedRecording granted(Result<RetrievedRecording> result) {
    assertThat(result).isInstanceOf(Result.Success.class);
    return ((Result.Success<RetrievedRecording>) result).value();
  }

  @Test
  void the_newest_of_very_many_is_given_and_as_many_are_counted_as_are_worth_it() {
    RetrievedRecording retrieved = granted(retrieve(of(ManyMatchesTest::available)));
    assertThat(retrieved.id()).isEqualTo(available(0).segment().id());
    assertThat(retrieved.matches()).isEqualTo(RetrieveRecordingService.MOST_COUNTED);
    assertThat(pages).hasValue(RetrieveRecordingService.MOST_COUNTED / PAGE);
  }

  @Test
  void however_many_newer_ones_may_not_be_had_the_older_one_is_found() {
    long place = 5L * RetrieveRecordingService.MOST_COUNTED;
    RetrievedRecording retrieved =
        granted(retrieve(of(number -> number == place ? available(number) : hidden(number))));
    assertThat(retrieved.id()).isEqualTo(available(place).segment().id());
    assertThat(retrieved.matches()).isEqualTo(1);
  }

  /** Nobody can tell whether there is one behind them; it is not called none. */
  @Test
  void hidden_ones_without_end_are_given_up_in_time() {
    slowness = Duration.ofMillis(100);
    RetrieveRecordingService service = of(ManyMatchesTest::hidden);
    assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> retrieve(service));
    assertThat(pages).hasValue((int) RetrieveRecordingService.MOST_LOOKING.dividedBy(slowness) + 1);
  }

  @Test
  void the_newest_is_given_in_time_where_matches_are_read_slowly() {
    slowness = Duration.ofSeconds(1);
    RetrievedRecording retrieved = granted(retrieve(of(ManyMatchesTest::available)));
    assertThat(retrieved.id()).isEqualTo(available(0).segment().id());
    assertThat(retrieved.matches()).isEqualTo(3 * PAGE);
  }
}
