package org.openrecorder.archive;

/** What a file of the spool looked like at one moment. */
sealed interface WavInspection {

  /** How long the file was. */
  long bytes();

  /**
   * Whether its PBX has finished it: nothing more will come, and nothing is to be repaired but half
   * samples.
   */
  boolean finished();

  /** It has no header that is understood. */
  record NoWav(long bytes, String why) implements WavInspection {
    @Override
    public boolean finished() {
      return false;
    }
  }

  /**
   * It has a header.
   *
   * @param endsInChunks whether well-formed chunks and nothing else come after what the header
   *     calls the samples
   */
  record Wav(long bytes, WavHeader header, boolean endsInChunks) implements WavInspection {

    /**
     * A PBX writes both sizes when it closes the file; until then they are 0. So a file without
     * samples is finished if its other size says so.
     */
    @Override
    public boolean finished() {
      return endsInChunks && header.riffBytes() + WavHeader.BEFORE_RIFF_BYTES == bytes;
    }

    /**
     * Bytes of whole samples to be kept: what a finished header says, or else all that is there.
     */
    long sampleBytes() {
      return finished() ? header.format().wholeFrames(header.dataBytes()) : header.room(bytes);
    }

    /** Whether it can be kept as it is, to the last byte. */
    boolean flawless() {
      return finished() && sampleBytes() == header.dataBytes();
    }

    /** What has to be repaired, in a person's words. */
    String flaw() {
      if (finished()) {
        return "half a sample at the end was cut off";
      }
      if (bytes > WavHeader.MOST_BYTES) {
        return "the file is longer than the 4 GiB that a WAV file can tell of: what comes after"
            + " them is only in the original, which lies beside it";
      }
      String sizes = header.dataBytes() == 0 ? "were never written" : "did not fit the file";
      return "the PBX did not finish the file: the sizes in its header "
          + sizes
          + " and were repaired; the last seconds may be missing";
    }
  }
}
