package org.openrecorder.lab.ami;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts the bytes of a manager line into messages, however they arrive. Blank messages are left out.
 */
final class AmiReader {
  private final StringBuilder line = new StringBuilder();
  private final List<String> lines = new ArrayList<>();

  /** Takes the next bytes and gives the messages they complete. */
  List<AmiMessage> take(byte[] bytes, int length) {
    List<AmiMessage> complete = new ArrayList<>();
    for (char c : new String(bytes, 0, length, StandardCharsets.ISO_8859_1).toCharArray()) {
      if (c != '\n') {
        line.append(c);
      } else {
        endOfLine(complete);
      }
    }
    return complete;
  }

  private void endOfLine(List<AmiMessage> complete) {
    String text = finishedLine();
    if (!text.isEmpty()) {
      lines.add(text);
    } else if (!lines.isEmpty()) {
      complete.add(AmiMessage.parse(lines));
      lines.clear();
    }
  }

  private String finishedLine() {
    int end = line.length();
    if (end > 0 && line.charAt(end - 1) == '\r') {
      end--;
    }
    String text =
        new String(
            line.substring(0, end).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    line.setLength(0);
    return text;
  }
}
