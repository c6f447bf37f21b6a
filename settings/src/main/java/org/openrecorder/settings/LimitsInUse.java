package org.openrecorder.settings;

import org.openrecorder.settings.RecorderSettings.Limits;

/** The limits as the settings have them now: they can change while the server runs. */
@FunctionalInterface
public interface LimitsInUse {

  /** Those that count for the next request. */
  Limits limits();
}
