package org.openrecorder.archive.encryption;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** A file into which somebody else writes just before one page of it is read for the first time. */
final class MeddledChannel extends FileChannel {

  private final FileChannel file;
  private final long page;
  private final Meddling meddling;
  private boolean done;

  /** What somebody else does. */
  interface Meddling {
    void run() throws IOException;
  }

  MeddledChannel(FileChannel file, long page, Meddling meddling) {
    this.file = file;
    this.page = page;
    this.meddling = meddling;
  }

  @Override
  public int read(ByteBuffer into, long position) throws IOException {
    if (position == page && !done) {
      done = true;
      meddling.run();
    }
    return file.read(into, position);
  }

  @Override
  public long size() throws IOException {
    return file.size();
  }

  @Override
  protected void implCloseChannel() throws IOException {
    file.close();
  }

  private static UnsupportedOperationException unasked() {
    return new UnsupportedOperationException("a file is only read, at a position");
  }

  @Override
  public int read(ByteBuffer into) {
    throw unasked();
  }

  @Override
  public long read(ByteBuffer[] into, int from, int count) {
    throw unasked();
  }

  @Override
  public int write(ByteBuffer bytes) {
    throw unasked();
  }

  @Override
  public long write(ByteBuffer[] bytes, int from, int count) {
    throw unasked();
  }

  @Override
  public int write(ByteBuffer bytes, long position) {
    throw unasked();
  }

  @Override
  public long position() {
    throw unasked();
  }

  @Override
  public FileChannel position(long position) {
    throw unasked();
  }

  @Override
  public FileChannel truncate(long size) {
    throw unasked();
  }

  @Override
  public void force(boolean metaData) {
    throw unasked();
  }

  @Override
  public long transferTo(long position, long count, WritableByteChannel target) {
    throw unasked();
  }

  @Override
  public long transferFrom(ReadableByteChannel source, long position, long count) {
    throw unasked();
  }

  @Override
  public MappedByteBuffer map(MapMode mode, long position, long size) {
    throw unasked();
  }

  @Override
  public FileLock lock(long position, long size, boolean shared) {
    throw unasked();
  }

  @Override
  public FileLock tryLock(long position, long size, boolean shared) {
    throw unasked();
  }
}
