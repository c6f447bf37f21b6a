package org.openrecorder.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.openrecorder.application.port.AudioContent;
import org.openrecorder.application.port.DataCorruptException;
import org.openrecorder.domain.recording.AudioSegment;
import org.openrecorder.domain.recording.StoredAudio;

/**
 * Several archived files as one: a header, then the samples of each with silence between them. Each
 * file is opened when it is its turn, and proves its bytes before it gives its last ones, so that
 * the whole is never complete unless every part of it is right.
 */
final class ConcatenatedAudio implements AudioContent {

  private final byte[] header;
  private final List<Part> parts;
  private final Function<StoredAudio, AudioContent> archive;
  private boolean given;
  private InputStream stream = InputStream.nullInputStream();

  /** One file: how much silence comes before it, and where in it the samples are, in bytes. */
  record Part(StoredAudio audio, long silence, int dataStart, long samples) {}

  private ConcatenatedAudio(
      byte[] header, List<Part> parts, Function<StoredAudio, AudioContent> archive) {
    this.header = header;
    this.parts = parts;
    this.archive = archive;
  }

  /**
   * Looks at the files.
   *
   * @throws DataCorruptException if they do not fit together
   */
  static ConcatenatedAudio of(
      List<AudioSegment> segments, Function<StoredAudio, AudioContent> archive) throws IOException {
    List<Part> parts = new ArrayList<>();
    WavFormat format = header(segments.getFirst().audio(), archive).format();
    for (AudioSegment segment : segments) {
      WavHeader header = header(segment.audio(), archive);
      if (!header.format().equals(format)) {
        throw new DataCorruptException("the legs of a recording have samples of different kinds");
      }
      parts.add(
          new Part(
              segment.audio(),
              format.bytes(segment.silence()),
              header.dataStart(),
              Math.min(header.dataBytes(), segment.audio().bytes() - header.dataStart())));
    }
    long samples = parts.stream().mapToLong(part -> part.silence() + part.samples()).sum();
    if (samples > WavHeader.MOST_BYTES - WavFormat.HEADER) {
      throw new DataCorruptException("the legs of a recording are longer than a WAV file can tell");
    }
    return new ConcatenatedAudio(format.header(samples), parts, archive);
  }

  private static WavHeader header(StoredAudio audio, Function<StoredAudio, AudioContent> archive)
      throws IOException {
    try (AudioContent content = archive.apply(audio);
        InputStream stream = content.stream()) {
      return switch (WavHeaderReader.read(WavSource.of(stream))) {
        case WavHeaderReader.Result.Found(WavHeader header) -> header;
        case WavHeaderReader.Result.None(String why) -> throw new DataCorruptException(why);
      };
    }
  }

  @Override
  public long bytes() {
    return header.length + parts.stream().mapToLong(part -> part.silence() + part.samples()).sum();
  }

  @Override
  public InputStream stream() {
    if (given) {
      throw new IllegalStateException("the stream was given already");
    }
    given = true;
    stream = new ConcatenatedStream(header, parts, archive);
    return stream;
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
