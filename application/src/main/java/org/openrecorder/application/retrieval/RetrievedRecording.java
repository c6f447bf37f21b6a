package org.openrecorder.application.retrieval;

import java.io.IOException;
import org.openrecorder.application.port.AudioContent;
import org.openrecorder.domain.recording.Checksum;
import org.openrecorder.domain.recording.RecordingId;

/**
 * A recording that may be heard, open for reading. The code that gets it closes it.
 *
 * @param matches how many recordings the asker may retrieve under the same name, this one included
 * @param sha256 of the WAV file
 */
public record RetrievedRecording(RecordingId id, int matches, Checksum sha256, AudioContent content)
    implements AutoCloseable {

  @Override
  public void close() throws IOException {
    content.close();
  }
}
