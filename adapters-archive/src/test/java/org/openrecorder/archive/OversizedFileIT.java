package org.openrecorder.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrecorder.application.port.AudioArchive.IngestResult;
import org.openrecorder.archive.encryption.MasterKeys;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.testing.WavFiles;

/** Three days of talk: more than the size fields of a WAV file can tell. */
class OversizedFileIT {

  private static final PbxName PBX = new PbxName("a");
  private static final RecordingId RECORDING =
      new RecordingId(UUID.fromString("0d9a3a70-5c3e-4b1e-9a55-7a1a4f0c9d21"));
  private static final long FILE_BYTES = (1L << 32) + (1 << 20);
  private static final long MOST_KEPT = 0xFFFF_FFFEL; // whole samples
  private static final long MOST_MEMORY = 16 << 20;

  @TempDir Path directory;

  @Test
  void as_much_as_a_wav_file_can_tell_of_is_kept_and_the_original_beside_it() throws IOException {
    Path spool = Files.createDirectory(directory.resolve("spool"));
    Path archive = directory.resolve("archive");
    makeLong(spool.resolve(RECORDING + ".wav"));
    FileAudioArchive audioArchive =
        new FileAudioArchive(
            Map.of(PBX, spool),
            new ArchiveDirectory(archive, MasterKeys.NONE, new HolesForZeros()),
            0,
            Instant::now,
            new FileQuiescence(
                Duration.ofMillis(10), Duration.ofMillis(500), Duration.ofMillis(2)));
    audioArchive.prepare();

    ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = memory.getCurrentThreadAllocatedBytes();
    IngestResult ingested = audioArchive.ingest(PBX, RECORDING);
    assertThat(memory.getCurrentThreadAllocatedBytes() - before).isLessThan(MOST_MEMORY);

    assertThat(ingested).isInstanceOf(IngestResult.Stored.class);
    IngestResult.Stored stored = (IngestResult.Stored) ingested;
    Path wav = archive.resolve(stored.audio().path());
    assertThat(stored.audio().bytes()).isEqualTo(MOST_KEPT).isEqualTo(Files.size(wav));
    assertThat(stored.flaw().orElse("")).contains("longer than the 4 GiB");
    ByteBuffer header = header(wav);
    assertThat(Integer.toUnsignedLong(header.getInt(4))).isEqualTo(MOST_KEPT - 8);
    assertThat(Integer.toUnsignedLong(header.getInt(40))).isEqualTo(MOST_KEPT - WavFiles.HEADER);
    assertThat(wav.resolveSibling(RECORDING + ".original")).hasSize(FILE_BYTES);
  }

  /** As a PBX leaves it that was killed; the samples are silence that takes no room on the disk. */
  private static void makeLong(Path file) throws IOException {
    Files.write(file, WavFiles.unfinished(WavFiles.oneSecond()));
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      lengthen(channel, FILE_BYTES);
    }
  }

  private static void lengthen(FileChannel file, long bytes) throws IOException {
    file.write(ByteBuffer.allocate(1), bytes - 1);
  }

  private static ByteBuffer header(Path wav) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(WavFiles.HEADER).order(ByteOrder.LITTLE_ENDIAN);
    try (FileChannel channel = FileChannel.open(wav)) {
      channel.read(header, 0);
    }
    return header;
  }

  /** A disk on which silence takes no room, so that this test needs none either. */
  private static final class HolesForZeros implements DurableFileOperations {

    private static final ByteBuffer ZEROS = ByteBuffer.allocate(1 << 20);

    private static boolean isZero(ByteBuffer bytes) {
      return bytes.mismatch(ZEROS.slice(0, bytes.remaining())) < 0;
    }

    @Override
    public void write(FileChannel file, ByteBuffer bytes) throws IOException {
      if (isZero(bytes)) {
        file.position(file.position() + bytes.remaining());
        bytes.position(bytes.limit());
      } else {
        DurableFileOperations.REAL.write(file, bytes);
      }
    }

    @Override
    public void force(FileChannel file) throws IOException {
      if (file.size() < file.position()) {
        lengthen(file, file.position());
      }
      DurableFileOperations.REAL.force(file);
    }
  }
}
