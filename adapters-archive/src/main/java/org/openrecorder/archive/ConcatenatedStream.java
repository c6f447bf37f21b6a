package org.openrecorder.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.openrecorder.application.port.AudioContent;
import org.openrecorder.application.port.DataCorruptException;
import org.openrecorder.archive.ConcatenatedAudio.Part;
import org.openrecorder.domain.recording.StoredAudio;

/** Gives a header, and then silence and samples of each part in turn. */
final class ConcatenatedStream extends InputStream {

  private final byte[] header;
  private final Iterator<Part> rest;
  private final Function<StoredAudio, AudioContent> archive;
  private int headerGiven;
  private long silenceLeft;
  private long samplesLeft;
  private InputStream current = InputStream.nullInputStream();

  ConcatenatedStream(byte[] header, List<Part> parts, Function<StoredAudio, AudioContent> archive) {
    this.header = header;
    this.rest = parts.iterator();
    this.archive = archive;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] block, int from, int count) throws IOException {
    Objects.checkFromIndexSize(from, count, block.length);
    if (count == 0) {
      return 0;
    }
    if (headerGiven < header.length) {
      return readHeader(block, from, count);
    }
    while (silenceLeft == 0 && samplesLeft == 0) {
      if (!rest.hasNext()) {
        return -1;
      }
      begin(rest.next());
    }
    return silenceLeft > 0 ? readSilence(block, from, count) : readSamples(block, from, count);
  }

  private int readHeader(byte[] block, int from, int count) {
    int given = Math.min(count, header.length - headerGiven);
    System.arraycopy(header, headerGiven, block, from, given);
    headerGiven += given;
    return given;
  }

  private void begin(Part part) throws IOException {
    current.close();
    current = archive.apply(part.audio()).stream();
    current.skipNBytes(part.dataStart());
    silenceLeft = part.silence();
    samplesLeft = part.samples();
  }

  private int readSilence(byte[] block, int from, int count) {
    int given = (int) Math.min(count, silenceLeft);
    Arrays.fill(block, from, from + given, (byte) 0);
    silenceLeft -= given;
    return given;
  }

  private int readSamples(byte[] block, int from, int count) throws IOException {
    int given = current.read(block, from, (int) Math.min(count, samplesLeft));
    if (given < 0) {
      throw new DataCorruptException("an archived file ends before its samples do");
    }
    samplesLeft -= given;
    if (samplesLeft == 0) {
      // what comes after the samples is part of what the checksum proves
      current.transferTo(OutputStream.nullOutputStream());
    }
    return given;
  }

  @Override
  public void close() throws IOException {
    current.close();
  }
}
