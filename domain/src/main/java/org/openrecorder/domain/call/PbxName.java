package org.openrecorder.domain.call;

import java.util.regex.Pattern;
import org.openrecorder.domain.InvalidValue;

/**
 * The name of one Asterisk server in the settings: 1 to 64 letters, digits, dots, underscores or
 * dashes.
 */
public record PbxName(String value) {

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  public PbxName {
    if (!FORM.matcher(value).matches()) {
      throw new InvalidValue("the PBX name is not 1 to 64 letters, digits, '.', '_' or '-'");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
