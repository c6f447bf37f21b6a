package org.openrecorder.settings;

import org.openrecorder.settings.RecorderSettings.Limits;

/** The limits of the current settings, which can change while the server runs. */
@FunctionalInterface
public interface LimitsInUse {

  /** The limits that apply to the next request. */
  Limits limits();
}
