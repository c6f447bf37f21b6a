package org.openrecorder.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openrecorder.application.port.AudioArchive;
import org.openrecorder.application.port.AudioContent;
import org.openrecorder.application.port.DataCorruptException;
import org.openrecorder.application.port.StoreUnavailableException;
import org.openrecorder.archive.DiskState.Condition;
import org.openrecorder.archive.DiskState.Use;
import org.openrecorder.archive.encryption.FileInput;
import org.openrecorder.archive.encryption.KeyMissing;
import org.openrecorder.archive.encryption.MasterKeys;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.recording.AudioSegment;
import org.openrecorder.domain.recording.Checksum;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.StoredAudio;

/**
 * The archive as a directory tree: {@code yyyy/MM/dd/ID.wav}, the day being that on which the PBX
 * last wrote to its file, in UTC, so that taking a file in again ends at the same place. Beside a
 * file that had to be repaired lies what the PBX had left, {@code ID.original}.
 */
public final class FileAudioArchive implements AudioArchive {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu/MM/dd").withZone(ZoneOffset.UTC);

  private final SpoolDirectories spools;
  private final ArchiveDirectory archive;
  private final FileQuiescence settling;
  private final VerifiedFiles verified;
  private final Disk archiveDisk;
  private final Map<PbxName, Disk> spoolDisks;

  /**
   * An archive.
   *
   * @param spoolHere the directory of each PBX, as this server sees it
   * @param keys what audio is encrypted with, and read again
   * @param lowWater bytes that must be free for a new recording to start
   */
  public FileAudioArchive(
      Map<PbxName, Path> spoolHere,
      Path archive,
      MasterKeys keys,
      long lowWater,
      InstantSource clock) {
    this(
        spoolHere,
        new ArchiveDirectory(archive, keys),
        lowWater,
        clock,
        FileQuiescence.FOR_ASTERISK);
  }

  FileAudioArchive(
      Map<PbxName, Path> spoolHere,
      ArchiveDirectory archive,
      long lowWater,
      InstantSource clock,
      FileQuiescence settling) {
    this.spools = new SpoolDirectories(spoolHere);
    this.archive = archive;
    this.settling = settling;
    this.verified = new VerifiedFiles(clock);
    LowWaterMark mark = new LowWaterMark(lowWater);
    this.archiveDisk =
        new Disk(
            Use.ARCHIVE,
            Optional.empty(),
            this.archive.root().toFile(),
            this.archive::isThere,
            mark,
            clock);
    this.spoolDisks =
        spoolHere.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey,
                    spool -> spoolDisk(spool.getKey(), spool.getValue(), mark, clock)));
  }

  /**
   * Makes the archive's directory if it is missing, and sweeps what was half copied when the server
   * died. To be called before anything else, and never by two servers for one directory.
   *
   * @throws StoreUnavailableException if the directory cannot be used, or a master key is missing
   *     that its files need
   */
  public void prepare() {
    try {
      archive.prepare();
    } catch (KeyMissing missing) {
      throw new StoreUnavailableException(
          "the archive cannot be read: " + missing.getMessage(), missing);
    } catch (IOException failed) {
      throw new StoreUnavailableException("the archive cannot be written", failed);
    }
  }

  /** Whether audio can be put into the archive, as far as can be told without doing it. */
  public boolean isWritable() {
    return archive.isWritable();
  }

  @Override
  public IngestResult ingest(PbxName pbx, RecordingId recording) {
    try {
      return take(pbx, recording);
    } catch (IOException failed) {
      throw new StoreUnavailableException(
          "recording %s of PBX %s cannot be archived now: %s"
              .formatted(recording, pbx, why(pbx, recording, failed)),
          failed);
    }
  }

  private String why(PbxName pbx, RecordingId recording, IOException failed) {
    Optional<Path> file = spools.file(pbx, recording).filter(path -> isAbout(failed, path));
    return file.map(path -> SpoolProblem.why(path, failed))
        .orElseGet(() -> String.valueOf(failed.getMessage()));
  }

  private static boolean isAbout(IOException failed, Path file) {
    return failed instanceof FileSystemException about && file.toString().equals(about.getFile());
  }

  private IngestResult take(PbxName pbx, RecordingId recording) throws IOException {
    Path file =
        spools.file(pbx, recording).orElseThrow(() -> new NoSuchFileException("spool of " + pbx));
    Optional<BasicFileAttributes> found = look(file);
    if (found.isEmpty()) {
      return new IngestResult.Missing();
    }
    return found.get().isRegularFile()
        ? take(file, recording)
        : new IngestResult.Unusable("what lies in the spool is no regular file");
  }

  /**
   * Tells a missing file from a missing directory: a spool that is not mounted now has lost no
   * recording.
   */
  private static Optional<BasicFileAttributes> look(Path file) throws IOException {
    if (!Files.isDirectory(file.resolveSibling(""))) {
      throw new NotDirectoryException("the spool is not there");
    }
    try {
      return Optional.of(
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    } catch (NoSuchFileException missing) {
      return Optional.empty();
    }
  }

  private IngestResult take(Path path, RecordingId recording) throws IOException {
    try (SpoolFile file = SpoolFile.open(path)) {
      return switch (settling.settled(file)) {
        case WavInspection.NoWav(long bytes, String why) -> new IngestResult.Unusable(why);
        case WavInspection.Wav wav when wav.sampleBytes() == 0 ->
            new IngestResult.NoAudio(wav.finished());
        case WavInspection.Wav wav ->
            keep(file, wav, DAY.format(file.lastChange()) + "/" + recording);
      };
    }
  }

  private IngestResult keep(SpoolFile file, WavInspection.Wav wav, String name) throws IOException {
    return wav.flawless() ? keepAsItIs(file, wav, name) : keepRepaired(file, wav, name);
  }

  private IngestResult keepAsItIs(SpoolFile file, WavInspection.Wav wav, String name)
      throws IOException {
    Checksum checksum = copy(file, wav.bytes(), name + ".wav");
    return stored(wav, name, wav.bytes(), checksum, Optional.empty());
  }

  private IngestResult keepRepaired(SpoolFile file, WavInspection.Wav wav, String name)
      throws IOException {
    copy(file, wav.bytes(), name + ".original");
    Checksum checksum = archive.put(name + ".wav", copy -> repair(file.channel(), wav, copy));
    long bytes = wav.header().dataStart() + wav.sampleBytes();
    return stored(wav, name, bytes, checksum, Optional.of(wav.flaw()));
  }

  /** The file up to the end of its samples, with both sizes put right. */
  private static void repair(FileChannel file, WavInspection.Wav wav, AtomicFileWriter copy)
      throws IOException {
    WavHeader header = wav.header();
    copy.copy(file, 0, WavHeader.RIFF_SIZE_AT);
    copy.write(header.riffSize(wav.sampleBytes()));
    int between = WavHeader.RIFF_SIZE_AT + Integer.BYTES;
    copy.copy(file, between, header.dataStart() - Integer.BYTES - between);
    copy.write(WavHeader.size(wav.sampleBytes()));
    copy.copy(file, header.dataStart(), wav.sampleBytes());
  }

  private Checksum copy(SpoolFile file, long bytes, String name) throws IOException {
    return archive.put(name, copy -> copy.copy(file.channel(), 0, bytes));
  }

  private static IngestResult stored(
      WavInspection.Wav wav, String name, long bytes, Checksum checksum, Optional<String> flaw) {
    return new IngestResult.Stored(
        new StoredAudio(
            name + ".wav", bytes, checksum, wav.header().format().duration(wav.sampleBytes())),
        flaw);
  }

  @Override
  public AudioContent open(StoredAudio audio) {
    try {
      return open(archive.find(audio.path()), audio);
    } catch (NoSuchFileException missing) {
      throw missing(missing);
    } catch (InvalidPathException invalid) {
      throw new DataCorruptException("what is stored as the place of a file is none", invalid);
    } catch (KeyMissing missing) {
      throw new StoreUnavailableException("an archived file cannot be decrypted now", missing);
    } catch (IOException failed) {
      throw new StoreUnavailableException("the archive cannot be read now", failed);
    }
  }

  @Override
  public Joined join(List<AudioSegment> segments) {
    try {
      Checksum checksum;
      try (AudioContent once = ConcatenatedAudio.of(segments, this::open);
          InputStream all = once.stream()) {
        checksum = Sha256.of(all);
      }
      return new Joined(ConcatenatedAudio.of(segments, this::open), checksum);
    } catch (IOException failed) {
      throw new StoreUnavailableException("the archive cannot be read now", failed);
    }
  }

  private RuntimeException missing(NoSuchFileException missing) {
    return archive.isThere()
        ? new DataCorruptException("the archived file is missing", missing)
        : new StoreUnavailableException("the archive is not there", missing);
  }

  private AudioContent open(Path path, StoredAudio audio) throws IOException {
    VerifiedFiles.Stamp stamp = verified.stamp(path);
    FileInput file = archive.open(path, audio.path());
    if (file.size() != audio.bytes()) {
      file.close();
      throw new DataCorruptException(
          "the archived file has " + file.size() + " bytes, not " + audio.bytes());
    }
    return new ArchivedAudio(file, proof(path, stamp, audio.sha256()));
  }

  private ArchivedStream.Proof proof(Path file, VerifiedFiles.Stamp stamp, Checksum expected) {
    return verified.has(file, stamp)
        ? new AlreadyVerified()
        : new ChecksumVerifier(expected, () -> verified.remember(file, stamp));
  }

  private static Disk spoolDisk(PbxName pbx, Path spool, LowWaterMark mark, InstantSource clock) {
    return new Disk(
        Use.SPOOL, Optional.of(pbx), spool.toFile(), () -> Files.isDirectory(spool), mark, clock);
  }

  /** How the disks are: the archive's first, then those of the spools in the order of names. */
  public List<DiskState> disks() {
    return Stream.concat(
            Stream.of(archiveDisk),
            spoolDisks.entrySet().stream()
                .sorted(Comparator.comparing(disk -> disk.getKey().value()))
                .map(Map.Entry::getValue))
        .map(Disk::state)
        .toList();
  }

  @Override
  public Room room(PbxName pbx) {
    Condition inArchive = archiveDisk.state().condition();
    Condition inSpool = spool(pbx).map(disk -> disk.state().condition()).orElse(Condition.GONE);
    if (inArchive == Condition.GONE) {
      return Room.ARCHIVE_GONE;
    }
    if (inSpool == Condition.GONE) {
      return Room.SPOOL_GONE;
    }
    return inArchive == Condition.LOW || inSpool == Condition.LOW ? Room.LOW : Room.ENOUGH;
  }

  @Override
  public boolean spoolWasShortSince(PbxName pbx, Instant then) {
    return spool(pbx).filter(disk -> disk.wasShortSince(then)).isPresent();
  }

  private Optional<Disk> spool(PbxName pbx) {
    return Optional.ofNullable(spoolDisks.get(pbx));
  }
}
