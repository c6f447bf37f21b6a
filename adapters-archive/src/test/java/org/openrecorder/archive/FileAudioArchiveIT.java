package org.openrecorder.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.openrecorder.application.port.AudioArchive.IngestResult;
import org.openrecorder.application.port.AudioArchive.Room;
import org.openrecorder.application.port.AudioContent;
import org.openrecorder.application.port.DataCorruptException;
import org.openrecorder.application.port.StoreUnavailableException;
import org.openrecorder.archive.DiskState.Condition;
import org.openrecorder.archive.encryption.MasterKeys;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.recording.AudioSegment;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.StoredAudio;
import org.openrecorder.testing.AudioArchiveContract;
import org.openrecorder.testing.WavFiles;

class FileAudioArchiveIT implements AudioArchiveContract {

  /** A PBX that is given up on much sooner than a real one, so that the tests are quick. */
  private static final FileQuiescence IMPATIENT =
      new FileQuiescence(Duration.ofMillis(10), Duration.ofMillis(500), Duration.ofMillis(2));

  private static final int ROUNDS = 200;

  @TempDir Path directory;

  private Path spool = Path.of("");
  private Path archive = Path.of("");
  private FileAudioArchive audioArchive = audioArchive(IMPATIENT);

  @BeforeEach
  void makeDirectories() throws IOException {
    spool = Files.createDirectory(directory.resolve("spool"));
    archive = directory.resolve("archive");
    audioArchive = audioArchive(IMPATIENT);
    audioArchive.prepare();
  }

  private FileAudioArchive audioArchive(FileQuiescence settling) {
    return audioArchive(settling, Instant::now);
  }

  private FileAudioArchive audioArchive(FileQuiescence settling, InstantSource clock) {
    return new FileAudioArchive(
        Map.of(PBX, spool), new ArchiveDirectory(archive, keys()), 0, clock, settling);
  }

  private FileAudioArchive realArchive(Path elsewhere, long lowWater) {
    return new FileAudioArchive(Map.of(PBX, spool), elsewhere, keys(), lowWater, Instant::now);
  }

  /** What the archive is encrypted with. */
  MasterKeys keys() {
    return MasterKeys.NONE;
  }

  @Override
  public FileAudioArchive audioArchive() {
    return audioArchive;
  }

  private Path spoolFile(RecordingId recording) {
    return spool.resolve(recording + ".wav");
  }

  private Path archived(StoredAudio audio) {
    return archive.resolve(audio.path());
  }

  @Override
  public void put(RecordingId recording, byte[] file) {
    unchecked(() -> Files.write(spoolFile(recording), file));
  }

  @Override
  public Optional<byte[]> spooled(RecordingId recording) {
    return Optional.of(unchecked(() -> Files.readAllBytes(spoolFile(recording))));
  }

  @Override
  public void spoil(StoredAudio audio) {
    unchecked(
        () -> {
          byte[] file = Files.readAllBytes(archived(audio));
          file[file.length / 2] ^= 1;
          return Files.write(archived(audio), file);
        });
  }

  private interface Io<T> {
    T run() throws IOException;
  }

  private static <T> T unchecked(Io<T> work) {
    try {
      return work.run();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private List<Path> filesInArchive() throws IOException {
    try (Stream<Path> tree = Files.walk(archive)) {
      return tree.filter(Files::isRegularFile)
          .filter(file -> !file.startsWith(archive.resolve("keys")))
          .toList();
    }
  }

  /** What was put into a file of the archive. */
  private byte[] content(String name) throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    new ArchiveKeys(archive, keys()).decrypt(name, content);
    return content.toByteArray();
  }

  // -- what lies where

  @Test
  void audio_lies_under_the_day_on_which_it_was_recorded() throws IOException {
    put(RECORDING, WavFiles.oneSecond());
    Files.setLastModifiedTime(
        spoolFile(RECORDING), FileTime.from(Instant.parse("2024-02-29T23:59:59Z")));
    assertThat(stored(RECORDING).audio().path()).isEqualTo("2024/02/29/" + RECORDING + ".wav");
  }

  @Test
  void files_and_directories_are_for_this_account_only() throws IOException {
    put(RECORDING, WavFiles.oneSecond());
    Path file = archived(stored(RECORDING).audio());
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(Files.getPosixFilePermissions(file.resolveSibling("")))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void a_whole_file_is_the_only_one_that_is_kept() throws IOException {
    put(RECORDING, WavFiles.oneSecond());
    StoredAudio audio = stored(RECORDING).audio();
    assertThat(filesInArchive()).containsExactly(archived(audio));
  }

  @Test
  void what_the_pbx_left_is_kept_beside_a_repaired_file() throws IOException {
    byte[] left = WavFiles.unfinished(WavFiles.oneSecond());
    put(RECORDING, left);
    String repaired = stored(RECORDING).audio().path();
    assertThat(content(repaired.replace(".wav", ".original"))).isEqualTo(left);
  }

  @Test
  void what_was_half_copied_when_the_server_died_is_swept_at_the_next_start() throws IOException {
    put(RECORDING, WavFiles.oneSecond());
    StoredAudio audio = stored(RECORDING).audio();
    Files.write(archive.resolve("incoming").resolve("half"), new byte[100]);
    audioArchive(IMPATIENT).prepare();
    assertThat(filesInArchive()).containsExactly(archived(audio));
  }

  // -- damaged files

  static Stream<Arguments> files_that_are_repaired() {
    byte[] whole = WavFiles.oneSecond();
    return Stream.of(
        Arguments.of("both sizes 0", WavFiles.unfinished(whole), whole, "never written"),
        Arguments.of("data size 4 GiB", sized(whole, 16_036, -1), whole, "did not fit"),
        Arguments.of("both sizes 4 GiB", sized(whole, -1, -1), whole, "did not fit"),
        Arguments.of("data size too small", sized(whole, 16_036, 100), whole, "did not fit"),
        Arguments.of("RIFF size too small", sized(whole, 100, 16_000), whole, "did not fit"),
        Arguments.of(
            "cut short", Arrays.copyOf(whole, 10_044), WavFiles.tone(8_000, 5_000), "did not fit"),
        Arguments.of(
            "cut in a sample",
            Arrays.copyOf(whole, 10_045),
            WavFiles.tone(8_000, 5_000),
            "did not fit"),
        Arguments.of(
            "sizes 0 and cut in a sample",
            Arrays.copyOf(WavFiles.unfinished(whole), 10_045),
            WavFiles.tone(8_000, 5_000),
            "never written"),
        Arguments.of(
            "half a sample that the header counts",
            sized(Arrays.copyOf(whole, 10_045), 10_037, 10_001),
            WavFiles.tone(8_000, 5_000),
            "half a sample"));
  }

  private static byte[] sized(byte[] file, int riff, int data) {
    byte[] sized = file.clone();
    ByteBuffer.wrap(sized).order(ByteOrder.LITTLE_ENDIAN).putInt(4, riff).putInt(40, data);
    return sized;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files_that_are_repaired")
  void a_damaged_file_is_repaired(String what, byte[] damaged, byte[] repaired, String flaw)
      throws IOException {
    put(RECORDING, damaged);
    IngestResult.Stored stored = stored(RECORDING);
    assertThat(stored.flaw().orElseThrow()).contains(flaw);
    assertThat(read(stored.audio())).isEqualTo(repaired);
  }

  /** What editors, sound libraries and other recorders write, and every player plays. */
  static Stream<Arguments> files_with_more_before_their_samples() {
    byte[] plain = WavFiles.oneSecond();
    byte[] extensible = WavFiles.extensible(plain);
    return Stream.of(
        Arguments.of("an extensible format", extensible),
        Arguments.of("64 KiB of texts", WavFiles.withChunk(plain, 36, "LIST", 65_536)),
        Arguments.of("an odd number of bytes", WavFiles.withChunk(plain, 36, "id3 ", 65_537)),
        Arguments.of(
            "a megabyte before the format", WavFiles.withChunk(plain, 12, "JUNK", 1 << 20)),
        Arguments.of("5 MB of peaks", WavFiles.withChunk(extensible, 60, "levl", 5_000_000)),
        Arguments.of(
            "both sides of the format",
            WavFiles.withChunk(
                WavFiles.withChunk(extensible, 60, "LIST", 80_000), 12, "bext", 602)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files_with_more_before_their_samples")
  void a_file_with_more_before_its_samples_is_kept_as_it_is(String what, byte[] file)
      throws IOException {
    put(RECORDING, file);
    IngestResult.Stored stored = stored(RECORDING);
    assertThat(stored.flaw()).isEmpty();
    assertThat(stored.audio().duration()).isEqualTo(Duration.ofSeconds(1));
    assertThat(read(stored.audio())).isEqualTo(file);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files_with_more_before_their_samples")
  void a_damaged_file_with_more_before_its_samples_is_repaired(String what, byte[] file)
      throws IOException {
    byte[] unfinished = file.clone();
    ByteBuffer.wrap(unfinished).putInt(4, 0).putInt(unfinished.length - 16_004, 0);
    put(RECORDING, unfinished);
    IngestResult.Stored stored = stored(RECORDING);
    assertThat(stored.flaw().orElseThrow()).contains("never written");
    assertThat(read(stored.audio())).isEqualTo(file);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files_with_more_before_their_samples")
  void segments_with_more_before_their_samples_are_joined(String what, byte[] file)
      throws IOException {
    put(RECORDING, file);
    AudioSegment segment = new AudioSegment(Duration.ZERO, stored(RECORDING).audio());
    byte[] samples = Arrays.copyOfRange(file, file.length - 16_000, file.length);
    try (AudioContent joined = audioArchive.join(List.of(segment, segment)).content();
        InputStream stream = joined.stream()) {
      byte[] whole = stream.readAllBytes();
      assertThat(joined.bytes()).isEqualTo(whole.length);
      assertThat(duration(whole)).isEqualTo(Duration.ofSeconds(2));
      assertThat(Arrays.copyOfRange(whole, whole.length - 32_000, whole.length - 16_000))
          .isEqualTo(samples);
      assertThat(Arrays.copyOfRange(whole, whole.length - 16_000, whole.length)).isEqualTo(samples);
    }
  }

  /** How long another reader plays it. */
  private static Duration duration(byte[] file) throws IOException {
    try (AudioInputStream played =
        AudioSystem.getAudioInputStream(new ByteArrayInputStream(file))) {
      return Duration.ofMillis(
          Math.round(1_000 * played.getFrameLength() / played.getFormat().getFrameRate()));
    } catch (UnsupportedAudioFileException unplayable) {
      throw new AssertionError(unplayable);
    }
  }

  static Stream<Arguments> files_without_audio() {
    return Stream.of(
        Arguments.of("closed without a sample", WavFiles.withoutAudio(), true),
        Arguments.of(
            "killed before the first sample", WavFiles.unfinished(WavFiles.withoutAudio()), false),
        Arguments.of(
            "killed in the first sample",
            Arrays.copyOf(WavFiles.unfinished(WavFiles.oneSecond()), 45),
            false));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files_without_audio")
  void a_file_without_a_whole_sample_has_no_audio(String what, byte[] file, boolean finished)
      throws IOException {
    put(RECORDING, file);
    assertThat(audioArchive.ingest(PBX, RECORDING)).isEqualTo(new IngestResult.NoAudio(finished));
    assertThat(filesInArchive()).isEmpty();
  }

  static Stream<Arguments> files_that_are_unusable() {
    return Stream.of(
        Arguments.of("nothing", new byte[0]),
        Arguments.of("a cut header", Arrays.copyOf(WavFiles.oneSecond(), 40)),
        Arguments.of("zeros", new byte[100_000]));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files_that_are_unusable")
  void a_file_without_a_header_is_unusable(String what, byte[] file) throws IOException {
    put(RECORDING, file);
    assertThat(audioArchive.ingest(PBX, RECORDING)).isInstanceOf(IngestResult.Unusable.class);
    assertThat(filesInArchive()).isEmpty();
  }

  @Test
  void texts_after_the_samples_are_kept() throws IOException {
    byte[] samples = WavFiles.oneSecond();
    byte[] file = Arrays.copyOf(samples, samples.length + 8 + 26);
    ByteBuffer.wrap(file)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(4, file.length - 8)
        .put(samples.length, new byte[] {'L', 'I', 'S', 'T', 26, 0, 0, 0});
    put(RECORDING, file);
    IngestResult.Stored stored = stored(RECORDING);
    assertThat(stored.flaw()).isEmpty();
    assertThat(stored.audio().duration()).isEqualTo(Duration.ofSeconds(1));
    assertThat(read(stored.audio())).isEqualTo(file);
  }

  @Test
  void any_bit_of_the_header_may_be_wrong() throws IOException {
    for (int bit = 0; bit < Byte.SIZE * WavFiles.HEADER; bit++) {
      byte[] file = WavFiles.tone(8_000, 50);
      file[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      check(file, "bit " + bit);
    }
  }

  @Test
  void any_bytes_may_be_wrong() throws IOException {
    long seed = System.nanoTime();
    System.out.println("seed of any_bytes_may_be_wrong: " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] file = Arrays.copyOf(WavFiles.tone(8_000, 50), random.nextInt(44, 145));
      IntStream.range(0, 4).forEach(i -> file[random.nextInt(44)] = (byte) random.nextInt());
      check(file, "seed " + seed + " round " + round);
    }
  }

  /**
   * Whatever is said to be stored must play, for another reader than our own, as long as is said.
   */
  private void check(byte[] file, String which) throws IOException {
    put(RECORDING, file);
    if (audioArchive.ingest(PBX, RECORDING) instanceof IngestResult.Stored stored) {
      byte[] copy = read(stored.audio());
      try (AudioInputStream played =
          AudioSystem.getAudioInputStream(new ByteArrayInputStream(copy))) {
        double seconds = played.getFrameLength() / played.getFormat().getFrameRate();
        assertThat(seconds)
            .as(which)
            .isCloseTo(stored.audio().duration().toNanos() / 1e9, withinPercentage(0.001));
        assertThat(played.readAllBytes()).as(which).hasSizeLessThanOrEqualTo(file.length - 44);
      } catch (UnsupportedAudioFileException unplayable) {
        throw new AssertionError(which, unplayable);
      }
    }
  }

  // -- files that are still being written

  @Test
  void a_file_that_grows_is_waited_for() throws IOException {
    byte[] whole = WavFiles.tone(8_000, 40_000);
    put(RECORDING, Arrays.copyOf(WavFiles.unfinished(whole), 32_812));
    audioArchive =
        audioArchive(
            new FileQuiescence(
                Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofMillis(2)));
    CompletableFuture<IngestResult.Stored> ingested =
        CompletableFuture.supplyAsync(() -> stored(RECORDING));
    Files.write(
        spoolFile(RECORDING),
        Arrays.copyOfRange(whole, 32_812, whole.length),
        StandardOpenOption.APPEND);
    assertThat(ingested).isNotDone();
    put(RECORDING, whole);
    assertThat(ingested).succeedsWithin(Duration.ofSeconds(10));
    assertThat(ingested.join().flaw()).isEmpty();
    assertThat(read(ingested.join().audio())).isEqualTo(whole);
  }

  @Test
  void a_file_that_does_not_stop_growing_is_left_for_later() {
    put(RECORDING, WavFiles.unfinished(WavFiles.oneSecond()));
    audioArchive =
        audioArchive(
            new FileQuiescence(
                Duration.ofSeconds(10), Duration.ofMillis(20), Duration.ofMillis(2)));
    assertThatThrownBy(() -> audioArchive.ingest(PBX, RECORDING))
        .isInstanceOf(StoreUnavailableException.class);
  }

  @Test
  void a_thread_that_is_told_to_stop_does_not_wait_for_a_file() {
    put(RECORDING, WavFiles.unfinished(WavFiles.oneSecond()));
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> audioArchive.ingest(PBX, RECORDING))
        .isInstanceOf(StoreUnavailableException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  // -- links, pipes, places that are not there

  @Test
  void a_link_in_the_spool_is_not_followed() throws IOException {
    Path secret = Files.write(directory.resolve("secret.wav"), WavFiles.oneSecond());
    Files.createSymbolicLink(spoolFile(RECORDING), secret);
    assertThat(audioArchive.ingest(PBX, RECORDING)).isInstanceOf(IngestResult.Unusable.class);
  }

  @Test
  void a_directory_in_the_spool_is_unusable() throws IOException {
    Files.createDirectory(spoolFile(RECORDING));
    assertThat(audioArchive.ingest(PBX, RECORDING)).isInstanceOf(IngestResult.Unusable.class);
  }

  @Test
  void a_spool_that_is_not_there_has_lost_no_recording() throws IOException {
    Files.delete(spool);
    assertThatThrownBy(() -> audioArchive.ingest(PBX, RECORDING))
        .isInstanceOf(StoreUnavailableException.class);
  }

  @Test
  void a_pbx_that_is_not_configured_any_more_has_lost_no_recording() {
    assertThatThrownBy(() -> audioArchive.ingest(new PbxName("gone"), RECORDING))
        .isInstanceOf(StoreUnavailableException.class);
  }

  @Test
  void an_archive_that_cannot_be_written_is_told() throws IOException {
    put(RECORDING, WavFiles.oneSecond());
    Files.delete(archive.resolve("incoming"));
    Files.write(archive.resolve("incoming"), new byte[0]);
    assertThatThrownBy(() -> audioArchive.ingest(PBX, RECORDING))
        .isInstanceOf(StoreUnavailableException.class);
    assertThat(audioArchive.isWritable()).isFalse();
  }

  @Test
  void an_archive_that_is_not_there_has_lost_no_audio() throws IOException {
    put(RECORDING, WavFiles.oneSecond());
    StoredAudio audio = stored(RECORDING).audio();
    Files.move(archive, directory.resolve("unmounted"));
    assertThatThrownBy(() -> audioArchive.open(audio))
        .isInstanceOf(StoreUnavailableException.class);
  }

  @Test
  void a_file_in_the_place_of_the_archive_is_told() throws IOException {
    Path file = Files.write(directory.resolve("file"), new byte[0]);
    FileAudioArchive misplaced = realArchive(file, 0);
    assertThatThrownBy(misplaced::prepare).isInstanceOf(StoreUnavailableException.class);
  }

  static Stream<String> places_outside_the_archive() {
    return Stream.of(
        "../secret.wav",
        "/etc/passwd",
        "2026/../../secret.wav",
        "link.wav",
        "day/secret.wav",
        "nul\0.wav",
        "x".repeat(5_000),
        "x/".repeat(2_500) + "secret.wav",
        "");
  }

  @ParameterizedTest
  @MethodSource("places_outside_the_archive")
  void nothing_outside_the_archive_is_opened(String place) throws IOException {
    byte[] secret = WavFiles.oneSecond();
    Files.write(directory.resolve("secret.wav"), secret);
    Files.createSymbolicLink(archive.resolve("link.wav"), directory.resolve("secret.wav"));
    Files.createSymbolicLink(archive.resolve("day"), directory);
    StoredAudio outside =
        new StoredAudio(place, secret.length, AudioArchiveContract.sha256(secret), Duration.ZERO);
    assertThatThrownBy(() -> audioArchive.open(outside)).isInstanceOf(DataCorruptException.class);
  }

  @Test
  void a_link_inside_the_archive_is_not_followed_either() throws IOException {
    put(RECORDING, WavFiles.oneSecond());
    StoredAudio audio = stored(RECORDING).audio();
    Files.createSymbolicLink(archive.resolve("other.wav"), archived(audio));
    StoredAudio linked =
        new StoredAudio("other.wav", audio.bytes(), audio.sha256(), audio.duration());
    assertThatThrownBy(() -> audioArchive.open(linked)).isInstanceOf(DataCorruptException.class);
  }

  @Test
  void a_day_that_is_a_link_takes_nothing_out_of_the_archive() throws IOException {
    put(RECORDING, WavFiles.oneSecond());
    Files.setLastModifiedTime(
        spoolFile(RECORDING), FileTime.from(Instant.parse("2024-02-29T23:59:59Z")));
    Path elsewhere = Files.createDirectories(directory.resolve("elsewhere/02/29"));
    Path year = Files.createSymbolicLink(archive.resolve("2024"), directory.resolve("elsewhere"));
    assertThatThrownBy(() -> audioArchive.ingest(PBX, RECORDING))
        .isInstanceOf(StoreUnavailableException.class);
    assertThat(elsewhere).isEmptyDirectory();
    Files.delete(year);
    assertThat(read(stored(RECORDING).audio())).isEqualTo(WavFiles.oneSecond());
  }

  @Test
  void a_link_in_the_place_of_a_file_is_replaced_and_not_written_through() throws IOException {
    put(RECORDING, WavFiles.oneSecond());
    StoredAudio audio = stored(RECORDING).audio();
    Path secret = Files.write(directory.resolve("secret.wav"), new byte[] {1});
    Files.delete(archived(audio));
    Files.createSymbolicLink(archived(audio), secret);
    assertThat(read(stored(RECORDING).audio())).isEqualTo(WavFiles.oneSecond());
    assertThat(secret).hasBinaryContent(new byte[] {1});
    assertThat(archived(audio)).isRegularFile();
    assertThat(Files.isSymbolicLink(archived(audio))).isFalse();
  }

  @Test
  void a_root_that_is_a_link_itself_is_where_its_owner_wants_it() throws IOException {
    Path there = Files.createDirectory(directory.resolve("big disk"));
    archive = Files.createSymbolicLink(directory.resolve("linked archive"), there);
    audioArchive = audioArchive(IMPATIENT);
    audioArchive.prepare();
    put(RECORDING, WavFiles.oneSecond());
    assertThat(read(stored(RECORDING).audio())).isEqualTo(WavFiles.oneSecond());
  }

  // -- reading

  @Test
  void audio_is_given_in_pieces_of_any_size() throws IOException {
    byte[] file = WavFiles.tone(8_000, 100_000);
    put(RECORDING, file);
    StoredAudio audio = stored(RECORDING).audio();
    for (int size : new int[] {1, 3, 4_097, 49_152, 65_536, 1_000_000}) {
      assertThat(readInPieces(audio, size)).isEqualTo(file);
    }
  }

  private byte[] readInPieces(StoredAudio audio, int size) throws IOException {
    ByteBuffer all = ByteBuffer.allocate(Math.toIntExact(audio.bytes()));
    byte[] piece = new byte[size];
    try (AudioContent content = audioArchive.open(audio);
        InputStream stream = content.stream()) {
      for (int read = stream.read(piece); read >= 0; read = stream.read(piece)) {
        all.put(piece, 0, read);
      }
    }
    return all.array();
  }

  @Test
  void a_small_spoilt_file_is_noticed_before_its_first_byte() throws IOException {
    put(RECORDING, WavFiles.oneSecond());
    StoredAudio audio = stored(RECORDING).audio();
    spoil(audio);
    try (AudioContent content = audioArchive.open(audio);
        InputStream stream = content.stream()) {
      assertThatThrownBy(stream::read).isInstanceOf(DataCorruptException.class);
    }
  }

  @Test
  void a_file_that_is_cut_while_it_is_read_is_noticed() throws IOException {
    put(RECORDING, WavFiles.tone(8_000, 200_000));
    StoredAudio audio = stored(RECORDING).audio();
    try (AudioContent content = audioArchive.open(audio);
        InputStream stream = content.stream()) {
      assertThat(stream.readNBytes(1_000)).hasSize(1_000);
      Files.write(archived(audio), new byte[2_000]);
      assertThatThrownBy(stream::readAllBytes).isInstanceOf(DataCorruptException.class);
    }
  }

  @Test
  void a_file_that_was_spoilt_after_it_was_found_right_is_noticed() throws IOException {
    audioArchive = audioArchive(IMPATIENT, () -> Instant.now().plusSeconds(60));
    put(RECORDING, WavFiles.oneSecond());
    StoredAudio audio = stored(RECORDING).audio();
    FileTime before = Files.getLastModifiedTime(archived(audio));
    assertThat(read(audio)).isEqualTo(WavFiles.oneSecond());
    spoil(audio);
    Files.setLastModifiedTime(archived(audio), before);
    assertThatThrownBy(() -> read(audio)).isInstanceOf(DataCorruptException.class);
  }

  @Test
  void the_stream_is_given_once() throws IOException {
    put(RECORDING, WavFiles.oneSecond());
    try (AudioContent content = audioArchive.open(stored(RECORDING).audio());
        InputStream first = content.stream()) {
      assertThat(first.read()).isEqualTo('R');
      assertThatThrownBy(content::stream).isInstanceOf(IllegalStateException.class);
    }
  }

  // -- room

  @Test
  void there_is_no_room_below_the_low_water_mark() {
    Instant before = Instant.now();
    FileAudioArchive full = realArchive(archive, Long.MAX_VALUE);
    assertThat(full.room(PBX)).isEqualTo(Room.LOW);
    assertThat(full.disks()).extracting(DiskState::condition).containsOnly(Condition.LOW);
    assertThat(full.spoolWasShortSince(PBX, before)).isTrue();
    assertThat(full.spoolWasShortSince(PBX, Instant.now().plusSeconds(60))).isFalse();
  }

  @Test
  void a_spool_that_is_not_there_is_not_said_to_be_full() throws IOException {
    Files.delete(spool);
    assertThat(audioArchive.room(PBX)).isEqualTo(Room.SPOOL_GONE);
    assertThat(audioArchive.room(new PbxName("gone"))).isEqualTo(Room.SPOOL_GONE);
    assertThat(audioArchive.disks())
        .extracting(DiskState::name, DiskState::condition)
        .containsExactly(
            tuple("the archive", Condition.ROOM), tuple("the spool of PBX " + PBX, Condition.GONE));
  }

  @Test
  void an_archive_that_is_not_there_is_not_said_to_be_full() {
    FileAudioArchive unprepared = realArchive(directory.resolve("not mounted"), 0);
    assertThat(unprepared.room(PBX)).isEqualTo(Room.ARCHIVE_GONE);
  }
}
