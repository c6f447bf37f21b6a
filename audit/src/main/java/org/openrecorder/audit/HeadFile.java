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
 * The heads of the chain over time, one a line: {@code audit-head} in the data directory. A full
 * one becomes {@code audit-head.old}, in place of the one before; that is enough, as the chain made
 * anew from any row on has other heads from there to its end.
 */
public final class HeadFile {

  /** The name below the data directory. */
  public static final String NAME = "audit-head";

  /** Bytes; some 50,000 heads. */
  private static final long FULL = 5L * 1024 * 1024;

  private final Path file;
  private final Path old;

  public HeadFile(Path file) {
    this.file = file;
    this.old = file.resolveSibling(file.getFileName() + ".old");
  }

  /** Writes a head down; it is on the disk when this returns. */
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
   * All heads, oldest first; none where there is no file. A line that was cut by a full disk is
   * passed over.
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
