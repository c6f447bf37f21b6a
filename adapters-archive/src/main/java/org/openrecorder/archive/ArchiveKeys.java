package org.openrecorder.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.openrecorder.application.port.DataCorruptException;
import org.openrecorder.archive.encryption.FileInput;
import org.openrecorder.archive.encryption.KeyMissing;
import org.openrecorder.archive.encryption.MasterKeys;

/** What the master keys open of the archive, for an administrator who has them and no server. */
public final class ArchiveKeys {

  private static final int BLOCK = 65_536;

  private final ArchiveDirectory archive;
  private final KeyUsageIndex inUse;
  private final MasterKeys keys;

  public ArchiveKeys(Path archive, MasterKeys keys) {
    this.archive = new ArchiveDirectory(archive, keys);
    this.inUse = new KeyUsageIndex(this.archive.root(), DurableFileOperations.REAL);
    this.keys = keys;
  }

  /**
   * Looks whether every master key is at hand that the archive needs.
   *
   * @throws KeyMissing if one is not
   */
  public void check() throws IOException {
    inUse.check(keys);
  }

  /**
   * Writes a file as it was before it was encrypted.
   *
   * @param name relative to the archive
   * @throws DataCorruptException if it is not what was encrypted; what was written by then is right
   */
  public void decrypt(String name, OutputStream out) throws IOException {
    byte[] block = new byte[BLOCK];
    try (FileInput file = archive.open(archive.find(name), name)) {
      long at = 0;
      for (int read = file.read(ByteBuffer.wrap(block), at);
          read >= 0;
          read = file.read(ByteBuffer.wrap(block), at)) {
        out.write(block, 0, read);
        at += read;
      }
    }
  }
}
