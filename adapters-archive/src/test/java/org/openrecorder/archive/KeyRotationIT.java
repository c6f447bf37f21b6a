package org.openrecorder.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrecorder.application.port.AudioArchive.IngestResult;
import org.openrecorder.application.port.AudioContent;
import org.openrecorder.application.port.StoreUnavailableException;
import org.openrecorder.archive.KeyRotation.Outcome;
import org.openrecorder.archive.encryption.KeyMissing;
import org.openrecorder.archive.encryption.MasterKeys;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.StoredAudio;
import org.openrecorder.testing.WavFiles;

/** Encryption is turned on and off, and its master key changed, and everything can be heard. */
class KeyRotationIT {

  private static final PbxName PBX = new PbxName("pbx");
  private static final FileQuiescence IMPATIENT =
      new FileQuiescence(Duration.ofMillis(10), Duration.ofMillis(500), Duration.ofMillis(2));

  /** Where the encrypted audio begins; what lies before is rotated. */
  private static final int FIRST_BLOCK = 12_288;

  private static final byte[] AUDIO = WavFiles.tone(8_000, 100_000);
  private static final int READERS = 3;
  private static final int ROUNDS = 50;

  @TempDir Path directory;

  @BeforeEach
  void makeSpool() throws IOException {
    Files.createDirectory(directory.resolve("spool"));
    archive(Keys.OLD).prepare();
  }

  private Path archive() {
    return directory.resolve("archive");
  }

  private Path file(StoredAudio audio) {
    return archive().resolve(audio.path());
  }

  private FileAudioArchive archive(MasterKeys keys) {
    return new FileAudioArchive(
        Map.of(PBX, directory.resolve("spool")),
        new ArchiveDirectory(archive(), keys),
        0,
        Instant::now,
        IMPATIENT);
  }

  private StoredAudio stored(MasterKeys keys, byte[] file) throws IOException {
    RecordingId recording = new RecordingId(UUID.randomUUID());
    Files.write(directory.resolve("spool").resolve(recording + ".wav"), file);
    return ((IngestResult.Stored) archive(keys).ingest(PBX, recording)).audio();
  }

  private byte[] heard(MasterKeys keys, StoredAudio audio) throws IOException {
    try (AudioContent content = archive(keys).open(audio);
        InputStream stream = content.stream()) {
      return stream.readAllBytes();
    }
  }

  private Outcome rotate(MasterKeys keys) throws IOException {
    return new KeyRotation(archive(), keys).run();
  }

  // -- on and off

  @Test
  void what_was_archived_before_encryption_was_turned_on_is_heard_after() throws IOException {
    StoredAudio before = stored(MasterKeys.NONE, AUDIO);
    assertThat(file(before)).hasBinaryContent(AUDIO);
    assertThat(heard(Keys.OLD, before)).isEqualTo(AUDIO);
  }

  @Test
  void what_was_encrypted_is_heard_after_encryption_was_turned_off() throws IOException {
    StoredAudio audio = stored(Keys.OLD, AUDIO);
    assertThat(heard(Keys.OFF, audio)).isEqualTo(AUDIO);
    StoredAudio after = stored(Keys.OFF, AUDIO);
    assertThat(file(after)).hasBinaryContent(AUDIO);
  }

  @Test
  void without_the_master_key_nothing_is_heard_and_nothing_is_said_to_be_corrupt()
      throws IOException {
    StoredAudio audio = stored(Keys.OLD, AUDIO);
    assertThatThrownBy(() -> heard(Keys.NEW, audio))
        .isInstanceOf(StoreUnavailableException.class)
        .hasRootCauseInstanceOf(KeyMissing.class);
  }

  @Test
  void an_archive_whose_master_key_is_missing_is_not_served() throws IOException {
    StoredAudio unused = stored(Keys.OLD, AUDIO);
    for (MasterKeys wrong : List.of(MasterKeys.NONE, Keys.NEW)) {
      assertThatThrownBy(() -> new ArchiveKeys(archive(), wrong).check())
          .isInstanceOf(KeyMissing.class)
          .hasMessageContaining("first (");
      assertThatThrownBy(() -> archive(wrong).prepare())
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessageContaining("first (");
    }
    new ArchiveKeys(archive(), Keys.OFF).check();
    archive(Keys.BOTH).prepare();
  }

  @Test
  void notes_of_keys_are_for_this_account_only() throws IOException {
    StoredAudio unused = stored(Keys.OLD, AUDIO);
    Path notes = archive().resolve("keys");
    assertThat(Files.getPosixFilePermissions(notes))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    try (Stream<Path> files = Files.list(notes)) {
      assertThat(files)
          .isNotEmpty()
          .allSatisfy(
              note ->
                  assertThat(Files.getPosixFilePermissions(note))
                      .isEqualTo(PosixFilePermissions.fromString("rw-------")));
    }
  }

  // -- another master key

  @Test
  void after_a_rotation_the_new_master_key_alone_opens_everything() throws IOException {
    StoredAudio audio = stored(Keys.OLD, AUDIO);
    StoredAudio repaired = stored(Keys.OLD, WavFiles.unfinished(AUDIO));
    byte[] before = Files.readAllBytes(file(audio));
    assertThat(rotate(Keys.BOTH)).isEqualTo(new Outcome(3, 0, 0, 0, List.of()));
    assertThat(heard(Keys.NEW, audio)).isEqualTo(AUDIO);
    assertThat(heard(Keys.NEW, repaired)).isEqualTo(AUDIO);
    assertThatThrownBy(() -> heard(Keys.OLD, audio)).isInstanceOf(StoreUnavailableException.class);
    new ArchiveKeys(archive(), Keys.NEW).check();
    byte[] after = Files.readAllBytes(file(audio));
    assertThat(Arrays.copyOfRange(after, FIRST_BLOCK, after.length))
        .as("the audio itself is not rewritten")
        .isEqualTo(Arrays.copyOfRange(before, FIRST_BLOCK, before.length));
  }

  @Test
  void a_second_rotation_finds_nothing_to_do() throws IOException {
    StoredAudio audio = stored(Keys.OLD, AUDIO);
    StoredAudio unused = stored(MasterKeys.NONE, AUDIO);
    assertThat(rotate(Keys.BOTH)).isEqualTo(new Outcome(1, 0, 1, 0, List.of()));
    byte[] once = Files.readAllBytes(file(audio));
    assertThat(rotate(Keys.BOTH)).isEqualTo(new Outcome(0, 1, 1, 0, List.of()));
    assertThat(file(audio)).hasBinaryContent(once);
  }

  @Test
  void while_both_keys_are_at_hand_old_and_new_files_are_heard() throws IOException {
    StoredAudio old = stored(Keys.OLD, AUDIO);
    StoredAudio recent = stored(Keys.BOTH, AUDIO);
    assertThat(heard(Keys.BOTH, old)).isEqualTo(AUDIO);
    assertThat(heard(Keys.NEW, recent)).isEqualTo(AUDIO);
  }

  @Test
  void a_file_whose_old_key_is_missing_is_named_and_its_key_still_asked_for() throws IOException {
    StoredAudio audio = stored(Keys.OLD, AUDIO);
    Outcome outcome = rotate(Keys.NEW);
    assertThat(outcome.failed()).isEqualTo(1);
    assertThat(outcome.failures()).singleElement().asString().startsWith(audio.path() + ": ");
    assertThat(heard(Keys.OLD, audio)).isEqualTo(AUDIO);
    assertThatThrownBy(() -> new ArchiveKeys(archive(), Keys.NEW).check())
        .isInstanceOf(KeyMissing.class);
  }

  @Test
  void a_server_that_goes_on_with_the_old_key_is_not_forgotten() throws IOException {
    FileAudioArchive old = archive(Keys.OLD);
    StoredAudio unused = stored(Keys.OLD, AUDIO);
    assertThat(rotate(Keys.BOTH).failed()).isZero();
    RecordingId recording = new RecordingId(UUID.randomUUID());
    Files.write(directory.resolve("spool").resolve(recording + ".wav"), AUDIO);
    assertThat(old.ingest(PBX, recording)).isInstanceOf(IngestResult.Stored.class);
    assertThatThrownBy(() -> new ArchiveKeys(archive(), Keys.NEW).check())
        .isInstanceOf(KeyMissing.class);
    assertThat(rotate(Keys.BOTH).rotated()).isEqualTo(1);
    new ArchiveKeys(archive(), Keys.NEW).check();
  }

  @Test
  void two_rotations_do_not_run_at_once() throws IOException {
    StoredAudio unused = stored(Keys.OLD, AUDIO);
    try (FileChannel other =
            FileChannel.open(
                archive().resolve("keys/lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = other.lock()) {
      assertThat(lock.isValid()).isTrue();
      assertThatThrownBy(() -> rotate(Keys.BOTH)).isInstanceOf(IOException.class);
    }
    assertThat(rotate(Keys.BOTH).rotated()).isEqualTo(1);
  }

  @Test
  void an_archive_that_is_not_there_is_not_rotated() {
    assertThatThrownBy(() -> new KeyRotation(directory.resolve("nowhere"), Keys.BOTH).run())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("there is no archive");
    assertThat(directory.resolve("nowhere")).doesNotExist();
  }

  // -- what may happen in the middle of it

  /** A disk that takes the first half of a page and then no more. */
  private static final class TearingDisk implements DurableFileOperations {

    private Optional<Integer> left = Optional.empty();

    void tearAfter(int bytes) {
      left = Optional.of(bytes);
    }

    @Override
    public void write(FileChannel file, ByteBuffer bytes) throws IOException {
      if (left.isPresent()) {
        int torn = Math.min(left.get(), bytes.remaining());
        DurableFileOperations.REAL.write(file, bytes.slice(bytes.position(), torn));
        throw new IOException("torn");
      }
      DurableFileOperations.REAL.write(file, bytes);
    }
  }

  @Test
  void a_rotation_that_ends_in_the_middle_of_a_page_leaves_a_file_that_both_keys_open()
      throws IOException {
    for (int bytes : new int[] {0, 1, 4, 12, 30, 60, 71, 72, 4_095}) {
      StoredAudio audio = stored(Keys.OLD, AUDIO);
      TearingDisk disk = new TearingDisk();
      disk.tearAfter(bytes);
      Outcome outcome = new KeyRotation(archive(), Keys.BOTH, disk).run();
      assertThat(outcome.failed()).as("torn after " + bytes).isEqualTo(1);
      assertThat(heard(Keys.OLD, audio)).as("torn after " + bytes).isEqualTo(AUDIO);
      assertThat(rotate(Keys.BOTH).failed()).isZero();
      assertThat(heard(Keys.NEW, audio)).as("torn after " + bytes).isEqualTo(AUDIO);
    }
  }

  @Test
  void a_rotation_whose_disk_fails_at_any_step_can_be_run_again() throws IOException {
    int steps = stepsOfARotation();
    assertThat(steps).isGreaterThan(4);
    FailingDisk disk = new FailingDisk();
    for (int step = 1; step <= steps; step++) {
      StoredAudio audio = stored(Keys.OLD, AUDIO);
      disk.failAt(step);
      boolean said = failed(disk);
      disk.failAt(0);
      assertThat(said).as("failure at step " + step + " is told").isTrue();
      assertThat(heard(Keys.BOTH, audio)).as("after step " + step).isEqualTo(AUDIO);
      assertThat(rotate(Keys.BOTH).failed()).isZero();
      assertThat(heard(Keys.NEW, audio)).as("after step " + step).isEqualTo(AUDIO);
    }
  }

  private int stepsOfARotation() throws IOException {
    FailingDisk disk = new FailingDisk();
    StoredAudio audio = stored(Keys.OLD, AUDIO);
    // the first time the new key is noted, which takes steps too
    assertThat(rotate(Keys.BOTH).rotated()).isEqualTo(1);
    StoredAudio another = stored(Keys.OLD, AUDIO);
    assertThat(new KeyRotation(archive(), Keys.BOTH, disk).run().rotated()).isEqualTo(1);
    assertThat(heard(Keys.NEW, audio)).isEqualTo(heard(Keys.NEW, another));
    return disk.steps();
  }

  private boolean failed(FailingDisk disk) {
    try {
      return new KeyRotation(archive(), Keys.BOTH, disk).run().failed() > 0;
    } catch (IOException told) {
      return true;
    }
  }

  @Test
  void whoever_listens_meanwhile_notices_nothing() throws IOException {
    StoredAudio audio = stored(Keys.OLD, AUDIO);
    MasterKeys back = new MasterKeys(Optional.of(Keys.OLD.all().getFirst()), Keys.BOTH.all());
    AtomicBoolean done = new AtomicBoolean();
    try (ExecutorService readers = Executors.newFixedThreadPool(READERS)) {
      List<CompletableFuture<Integer>> counts =
          Stream.generate(
                  () -> CompletableFuture.supplyAsync(() -> listenUntil(done, audio), readers))
              .limit(READERS)
              .toList();
      try {
        for (int round = 0; round < ROUNDS; round++) {
          assertThat(rotate(round % 2 == 0 ? Keys.BOTH : back).rotated()).isEqualTo(1);
        }
      } finally {
        done.set(true);
      }
      assertThat(counts).allSatisfy(count -> assertThat(count.join()).isPositive());
    }
  }

  private int listenUntil(AtomicBoolean done, StoredAudio audio) {
    int count = 0;
    do {
      try {
        assertThat(heard(Keys.BOTH, audio)).isEqualTo(AUDIO);
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
      count++;
    } while (!done.get());
    return count;
  }
}
