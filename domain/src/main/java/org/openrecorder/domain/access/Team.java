package org.openrecorder.domain.access;

import org.openrecorder.domain.Text;

/** The name of a team of users: 1 to 100 characters (code points), no control characters. */
public record Team(String value) {

  public Team {
    Text.checked("the team", value, 100);
  }
}
