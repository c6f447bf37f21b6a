package org.openrecorder.rest.api;

import java.nio.ByteBuffer;
import java.util.Base64;
import org.openrecorder.application.port.Page;
import org.openrecorder.domain.InvalidValue;

/**
 * Places in a list as clients see them: letters, digits, {@code -} and {@code _}, with no meaning
 * to anybody but us.
 */
final class Cursors {

  private static final int TEXT_LENGTH = 11;

  private Cursors() {}

  static String text(Page.Cursor cursor) {
    byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(cursor.after()).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws InvalidValue if it is anything else
   */
  static Page.Cursor parse(String text) {
    if (text.length() == TEXT_LENGTH) {
      try {
        return new Page.Cursor(ByteBuffer.wrap(Base64.getUrlDecoder().decode(text)).getLong());
      } catch (IllegalArgumentException notOne) {
        // told below, as for every other text
      }
    }
    throw new InvalidValue("it is not one that an earlier answer gave");
  }
}
