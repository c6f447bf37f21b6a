package org.openrecorder.domain.access;

import org.openrecorder.domain.TextRules;

/**
 * The name of a client system, such as a CRM: 1 to 100 characters (code points), no control
 * characters.
 */
public record ClientName(String value) {

  public ClientName {
    TextRules.checked("the client name", value, 100);
  }

  @Override
  public String toString() {
    return value;
  }
}
