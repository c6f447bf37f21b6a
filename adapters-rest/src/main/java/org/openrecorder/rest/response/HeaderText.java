package org.openrecorder.rest.response;

import java.nio.charset.StandardCharsets;

/** Text from outside made fit for a header. */
public final class HeaderText {

  private HeaderText() {}

  /**
   * The same text where it is visible ASCII; every other byte of its UTF-8 form, and the percent
   * sign, as a percent escape, so that decoding gives it back and nothing can end the header.
   */
  public static String of(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
      if (one > ' ' && one < 0x7f && one != '%') {
        safe.append((char) one);
      } else {
        safe.append("%%%02X".formatted(one));
      }
    }
    return safe.toString();
  }
}
