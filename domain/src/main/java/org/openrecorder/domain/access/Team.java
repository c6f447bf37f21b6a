package org.openrecorder.domain.access;

import org.openrecorder.domain.TextRules;

/** The name of a team of users: 1 to 100 characters (code points), no control characters. */
public record Team(String value) {

  public Team {
    TextRules.checked("the team", value, 100);
  }
}
