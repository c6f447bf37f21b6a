package org.openrecorder.testing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.openrecorder.application.port.AudioArchive;
import org.openrecorder.application.port.AudioContent;
import org.openrecorder.application.port.DataCorruptException;
import org.openrecorder.application.port.StoreUnavailableException;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.recording.AudioSegment;
import org.openrecorder.domain.recording.Checksum;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.StoredAudio;

/**
 * An archive in memory that takes the files of an {@link InMemorySpool}. It knows only what {@link
 * WavFiles} makes.
 */
public final class InMemoryAudioArchive implements AudioArchive {

  private final InMemorySpool spool;
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private volatile boolean down;
  private volatile Room room = Room.ENOUGH;
  private volatile Instant lastShort = Instant.MIN;

  public InMemoryAudioArchive(InMemorySpool spool) {
    this.spool = spool;
  }

  /** From now on nothing can be put in or opened. */
  public void goDown() {
    down = true;
  }

  /** From now on it can be used again. */
  public void comeBack() {
    down = false;
  }

  /** What a new recording finds from now on. */
  public void room(Room now) {
    room = now;
  }

  /** The spools were last short of room then. */
  public void lastShort(Instant then) {
    lastShort = then;
  }

  /** Spoils the last byte of what was stored. */
  public void spoil(StoredAudio audio) {
    files.computeIfPresent(audio.path(), (path, file) -> spoilt(file));
  }

  /** Takes away what was stored. */
  public void lose(StoredAudio audio) {
    files.remove(audio.path());
  }

  /** Puts a file where that audio lies. */
  public void restore(StoredAudio audio, byte[] file) {
    files.put(audio.path(), file.clone());
  }

  /** The file of that path, if it is there. */
  public Optional<byte[]> file(String path) {
    checkUp();
    return Optional.ofNullable(files.get(path)).map(byte[]::clone);
  }

  List<String> paths() {
    checkUp();
    return files.keySet().stream().sorted().toList();
  }

  void keep(String path, byte[] file) {
    checkUp();
    files.put(path, file.clone());
  }

  private static byte[] spoilt(byte[] file) {
    byte[] other = file.clone();
    other[other.length - 1] ^= 1;
    return other;
  }

  @Override
  public IngestResult ingest(PbxName pbx, RecordingId recording) {
    checkUp();
    return spool
        .file(pbx, recording)
        .map(file -> take(recording + ".wav", file))
        .orElseGet(IngestResult.Missing::new);
  }

  private IngestResult take(String path, byte[] file) {
    if (file.length < WavFiles.HEADER
        || !new String(file, 0, 4, StandardCharsets.US_ASCII).equals("RIFF")) {
      return new IngestResult.Unusable("this is no WAV file");
    }
    int samples = file.length - WavFiles.HEADER;
    return samples == 0 ? new IngestResult.NoAudio(isFinished(file)) : keep(path, file, samples);
  }

  private static boolean isFinished(byte[] file) {
    return ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(4) == file.length - 8;
  }

  private IngestResult keep(String path, byte[] file, int dataBytes) {
    ByteBuffer copy = ByteBuffer.wrap(file.clone()).order(ByteOrder.LITTLE_ENDIAN);
    boolean whole = copy.getInt(40) == dataBytes;
    copy.putInt(4, file.length - 8).putInt(40, dataBytes);
    files.put(path, copy.array());
    Duration length = Duration.ofSeconds(dataBytes).dividedBy(copy.getInt(28));
    return new IngestResult.Stored(
        new StoredAudio(path, file.length, sha256(copy.array()), length),
        whole ? Optional.empty() : Optional.of("the sizes in the header were wrong"));
  }

  @Override
  public AudioContent open(StoredAudio audio) {
    checkUp();
    byte[] file = files.get(audio.path());
    if (file == null || file.length != audio.bytes()) {
      throw new DataCorruptException("there is no such file of that size");
    }
    return new Content(file, sha256(file).equals(audio.sha256()));
  }

  @Override
  public Joined join(List<AudioSegment> segments) {
    ByteArrayOutputStream samples = new ByteArrayOutputStream();
    byte[] first = bytes(segments.getFirst().audio());
    for (AudioSegment segment : segments) {
      byte[] file = bytes(segment.audio());
      int perSecond = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(28);
      samples.writeBytes(new byte[(int) (segment.silence().toMillis() * perSecond / 1_000)]);
      samples.write(file, WavFiles.HEADER, file.length - WavFiles.HEADER);
    }
    ByteBuffer whole =
        ByteBuffer.allocate(WavFiles.HEADER + samples.size()).order(ByteOrder.LITTLE_ENDIAN);
    whole.put(first, 0, WavFiles.HEADER).put(samples.toByteArray());
    whole.putInt(4, whole.limit() - 8).putInt(40, samples.size());
    return new Joined(new Content(whole.array(), true), sha256(whole.array()));
  }

  private byte[] bytes(StoredAudio audio) {
    try (AudioContent content = open(audio);
        InputStream stream = content.stream()) {
      return stream.readAllBytes();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static final class Content implements AudioContent {

    private final byte[] file;
    private final boolean whole;

    Content(byte[] file, boolean whole) {
      this.file = file;
      this.whole = whole;
    }

    @Override
    public long bytes() {
      return file.length;
    }

    @Override
    public InputStream stream() {
      return whole ? new ByteArrayInputStream(file) : new CorruptStream();
    }

    @Override
    public void close() {}
  }

  private static final class CorruptStream extends InputStream {
    @Override
    public int read() {
      throw new DataCorruptException("the checksum is wrong");
    }

    @Override
    public int read(byte[] block, int from, int count) {
      return read();
    }
  }

  @Override
  public Room room(PbxName pbx) {
    return room;
  }

  @Override
  public boolean spoolWasShortSince(PbxName pbx, Instant then) {
    return !lastShort.isBefore(then);
  }

  private void checkUp() {
    if (down) {
      throw new StoreUnavailableException(
          "the archive is down", new IllegalStateException("as the test wants"));
    }
  }

  private static Checksum sha256(byte[] file) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(file);
      return new Checksum(HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException never) {
      throw new IllegalStateException(never);
    }
  }
}
