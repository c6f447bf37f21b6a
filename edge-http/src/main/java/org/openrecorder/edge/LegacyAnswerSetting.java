package org.openrecorder.edge;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.openrecorder.rest.legacy.LegacyGetAnswer;
import org.openrecorder.settings.RecorderSettings;

/** Tells the GET endpoint which form of answer the settings ask for. */
@ApplicationScoped
public class LegacyAnswerSetting {

  /** The form that the settings name. */
  @Produces
  public LegacyGetAnswer usualAnswer(RecorderSettings settings) {
    return switch (settings.legacyGetAnswer()) {
      case TEXT -> LegacyGetAnswer.TEXT;
      case AXIS -> LegacyGetAnswer.AXIS;
    };
  }
}
