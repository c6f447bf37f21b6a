package org.openrecorder.application.retrieval;

import java.io.IOException;
import org.openrecorder.application.port.AudioContent;

/** Between opening audio and giving it away: whatever fails then must not leave the file open. */
final class CloseOnFailure {

  private CloseOnFailure() {}

  static void closingOnFailure(AudioContent content, Runnable lastStep) {
    try {
      lastStep.run();
    } catch (RuntimeException failed) {
      close(content, failed);
      throw failed;
    }
  }

  private static void close(AudioContent content, RuntimeException failed) {
    try {
      content.close();
    } catch (IOException unclosed) {
      failed.addSuppressed(unclosed);
    }
  }
}
