package org.openrecorder.domain.access;

import org.openrecorder.domain.TextRules;

/**
 * Why somebody marked a recording, for the audit trail: 1 to 200 characters (code points), no
 * control characters.
 */
public record ChangeReason(String value) {

  public ChangeReason {
    TextRules.checked("the reason", value, 200);
  }
}
