package org.openrecorder.domain.call;

import org.openrecorder.domain.TextRules;

/**
 * The CRM's own text for a recording, such as an order number: 1 to 255 characters (code points),
 * no control characters, any other Unicode. Many recordings may carry the same tag.
 */
public record Tag(String value) {

  /** The longest tag, in code points. */
  public static final int MOST = 255;

  public Tag {
    TextRules.free("the tag", value, MOST);
  }

  @Override
  public String toString() {
    return value;
  }
}
