package org.openrecorder.domain.access;

import org.openrecorder.domain.Text;

/**
 * Why somebody marked a recording, for the audit trail: 1 to 200 characters (code points), no
 * control characters.
 */
public record Reason(String value) {

  public Reason {
    Text.checked("the reason", value, 200);
  }
}
