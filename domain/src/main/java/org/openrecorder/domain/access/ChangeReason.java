package org.openrecorder.domain.access;

import org.openrecorder.domain.TextRules;

/**
 * The reason that a client gives for marking a recording, for the audit trail: 1 to 200 characters
 * (code points), no control characters.
 */
public record ChangeReason(String value) {

  public ChangeReason {
    TextRules.checked("the reason", value, 200);
  }
}
