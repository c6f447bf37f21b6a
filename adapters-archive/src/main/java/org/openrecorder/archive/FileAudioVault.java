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
import org.openrecorder.application.port.AudioContent;
import org.openrecorder.application.port.AudioVault;
import org.openrecorder.application.port.DataCorrupt;
import org.openrecorder.application.port.StoreUnavailable;
import org.openrecorder.archive.DiskState.Condition;
import org.openrecorder.archive.DiskState.Use;
import org.openrecorder.archive.encryption.FileInput;
import org.openrecorder.archive.encryption.KeyMissing;
import org.openrecorder.archive.encryption.MasterKeys;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.recording.AudioPiece;
import org.openrecorder.domain.recording.Checksum;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.StoredAudio;

/**
 * The archive as a directory tree: {@code yyyy/MM/dd/ID.wav}, the day being that on which the PBX
 * last wrote to its file, in UTC, so that taking a file in again ends at the same place. Beside a
 * file that had to be repaired lies what the PBX had left, {@code ID.original}.
 */
public final class FileAudioVault implements AudioVault {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu/MM/dd").withZone(ZoneOffset.UTC);

  private final SpoolDirectories spools;
  private final ArchiveDirectory archive;
  private final Settling settling;
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
  public FileAudioVault(
      Map<PbxName, Path> spoolHere,
      Path archive,
      MasterKeys keys,
      long lowWater,
      InstantSource clock) {
    this(spoolHere, new ArchiveDirectory(archive, keys), lowWater, clock, Settling.FOR_ASTERISK);
  }

  FileAudioVault(
      Map<PbxName, Path> spoolHere,
      ArchiveDirectory archive,
      long lowWater,
      InstantSource clock,
      Settling settling) {
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
   * @throws StoreUnavailable if the directory cannot be used, or a master key is missing that its
   *     files need
   */
  public void prepare() {
    try {
      archive.prepare();
    } catch (KeyMissing missing) {
      throw new StoreUnavailable("the archive cannot be read: " + missing.getMessage(), missing);
    } catch (IOException failed) {
      throw new StoreUnavailable("the archive cannot be written", failed);
    }
  }

  /** Whether audio can be put into the archive, as far as can be told without doing it. */
  public boolean isWritable() {
    return archive.isWritable();
  }

  @Override
  public Deposit deposit(PbxName pbx, RecordingId recording) {
    try {
      return take(pbx, recording);
    } catch (IOException failed) {
      throw new StoreUnavailable(
          "recording %s of PBX %s cannot be archived now: %s"
              .formatted(recording, pbx, why(pbx, recording, failed)),
          failed);
    }
  }

  private String why(PbxName pbx, RecordingId recording, IOException failed) {
    Optional<Path> file = spools.file(pbx, recording).filter(path -> isAbout(failed, path));
    return file.map(path -> SpoolTrouble.why(path, failed))
        .orElseGet(() -> String.valueOf(failed.getMessage()));
  }

  private static boolean isAbout(IOException failed, Path file) {
    return failed instanceof FileSystemException about && file.toString().equals(about.getFile());
  }

  private Deposit take(PbxName pbx, RecordingId recording) throws IOException {
    Path file =
        spools.file(pbx, recording).orElseThrow(() -> new NoSuchFileException("spool of " + pbx));
    Optional<BasicFileAttributes> found = look(file);
    if (found.isEmpty()) {
      return new Deposit.Missing();
    }
    return found.get().isRegularFile()
        ? take(file, recording)
        : new Deposit.Unusable("what lies in the spool is no regular file");
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

  private Deposit take(Path path, RecordingId recording) throws IOException {
    try (SpoolFile file = SpoolFile.open(path)) {
      return switch (settling.settled(file)) {
        case WavSurvey.NoWav(long bytes, String why) -> new Deposit.Unusable(why);
        case WavSurvey.Wav wav when wav.sampleBytes() == 0 -> new Deposit.NoAudio(wav.finished());
        case WavSurvey.Wav wav -> keep(file, wav, DAY.format(file.lastChange()) + "/" + recording);
      };
    }
  }

  private Deposit keep(SpoolFile file, WavSurvey.Wav wav, String name) throws IOException {
    return wav.flawless() ? keepAsItIs(file, wav, name) : keepRepaired(file, wav, name);
  }

  private Deposit keepAsItIs(SpoolFile file, WavSurvey.Wav wav, String name) throws IOException {
    Checksum checksum = copy(file, wav.bytes(), name + ".wav");
    return stored(wav, name, wav.bytes(), checksum, Optional.empty());
  }

  private Deposit keepRepaired(SpoolFile file, WavSurvey.Wav wav, String name) throws IOException {
    copy(file, wav.bytes(), name + ".original");
    Checksum checksum = archive.put(name + ".wav", copy -> repair(file.channel(), wav, copy));
    long bytes = wav.header().dataStart() + wav.sampleBytes();
    return stored(wav, name, bytes, checksum, Optional.of(wav.flaw()));
  }

  /** The file up to the end of its samples, with both sizes put right. */
  private static void repair(FileChannel file, WavSurvey.Wav wav, IncomingFile copy)
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

  private static Deposit stored(
      WavSurvey.Wav wav, String name, long bytes, Checksum checksum, Optional<String> flaw) {
    return new Deposit.Stored(
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
      throw new DataCorrupt("what is stored as the place of a file is none", invalid);
    } catch (KeyMissing missing) {
      throw new StoreUnavailable("an archived file cannot be decrypted now", missing);
    } catch (IOException failed) {
      throw new StoreUnavailable("the archive cannot be read now", failed);
    }
  }

  @Override
  public Joined join(List<AudioPiece> pieces) {
    try {
      Checksum checksum;
      try (AudioContent once = JoinedAudio.of(pieces, this::open);
          InputStream all = once.stream()) {
        checksum = Sha256.of(all);
      }
      return new Joined(JoinedAudio.of(pieces, this::open), checksum);
    } catch (IOException failed) {
      throw new StoreUnavailable("the archive cannot be read now", failed);
    }
  }

  private RuntimeException missing(NoSuchFileException missing) {
    return archive.isThere()
        ? new DataCorrupt("the archived file is missing", missing)
        : new StoreUnavailable("the archive is not there", missing);
  }

  private AudioContent open(Path path, StoredAudio audio) throws IOException {
    VerifiedFiles.Stamp stamp = verified.stamp(path);
    FileInput file = archive.open(path, audio.path());
    if (file.size() != audio.bytes()) {
      file.close();
      throw new DataCorrupt(
          "the archived file has " + file.size() + " bytes, not " + audio.bytes());
    }
    return new ArchivedAudio(file, proof(path, stamp, audio.sha256()));
  }

  private ArchivedStream.Proof proof(Path file, VerifiedFiles.Stamp stamp, Checksum expected) {
    return verified.has(file, stamp)
        ? new KnownToBeRight()
        : new Sha256Proof(expected, () -> verified.remember(file, stamp));
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
