package org.openrecorder.domain.access;

import org.openrecorder.domain.TextRules;

/** The name of a user: 1 to 100 characters (code points), no control characters. */
public record Username(String value) {

  public Username {
    TextRules.checked("the username", value, 100);
  }

  @Override
  public String toString() {
    return value;
  }
}
