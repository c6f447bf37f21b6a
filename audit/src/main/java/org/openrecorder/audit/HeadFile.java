package org.openrecorder.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The heads of the chain over time, one a line: the file {@code audit-head} in the data directory.
 * A full file replaces {@code audit-head.old}. Two files are enough, because a chain that is
 * rebuilt from any record on has different heads from there to its end.
 */
public final class HeadFile {

  /** The name below the data directory. */
  public static final String NAME = "audit-head";

  /** In bytes; about 50,000 heads. */
  private static final long FULL = 5L * 1024 * 1024;

  private final Path file;
  private final Path old;

  public HeadFile(Path file) {
    this.file = file;
    this.old = file.resolveSibling(file.getFileName() + ".old");
  }

  /** Appends a head, durably. */
  public void append(ChainHead head) throws IOException {
    if (Files.exists(file) && Files.size(file) > FULL) {
      Files.move(file, old, StandardCopyOption.REPLACE_EXISTING);
    }
    try (FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      ByteBuffer line = ByteBuffer.wrap((head + "\n").getBytes(StandardCharsets.US_ASCII));
      while (line.hasRemaining()) {
        channel.write(line);
      }
      channel.force(true);
    }
  }

  /**
   * All heads, oldest first; empty if there is no file. Skips a line that a full disk has
   * truncated.
   */
  public List<ChainHead> read() throws IOException {
    List<ChainHead> heads = new ArrayList<>();
    for (Path each : List.of(old, file)) {
      if (Files.exists(each)) {
        try (Stream<String> lines = Files.lines(each, StandardCharsets.ISO_8859_1)) {
          lines.map(ChainHead::parse).flatMap(Optional::stream).forEach(heads::add);
        }
      }
    }
    return heads;
  }
}
