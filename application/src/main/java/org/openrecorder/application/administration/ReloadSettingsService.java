package org.openrecorder.application.administration;

import org.openrecorder.application.Answer;
import org.openrecorder.application.Audit;
import org.openrecorder.application.Audit.Attempt;
import org.openrecorder.application.RefusalCode;
import org.openrecorder.application.port.ReloadableSettings;
import org.openrecorder.application.port.ReloadableSettings.Reloaded;
import org.openrecorder.domain.access.Caller;

/** Leaves one audit record, whatever came of it. */
public final class ReloadSettingsService implements ReloadSettings {

  private final ReloadableSettings settings;
  private final Audit audit;
  private final ForAdministrators administrators;

  public ReloadSettingsService(ReloadableSettings settings, Audit audit) {
    this.settings = settings;
    this.audit = audit;
    this.administrators = new ForAdministrators(audit, "the settings");
  }

  @Override
  public Answer<Reloaded.Done> reload(Caller caller) {
    Attempt attempt = Attempt.of(caller, "reload settings", "");
    return administrators.attempted(attempt, () -> reloaded(attempt));
  }

  private Answer<Reloaded.Done> reloaded(Attempt attempt) {
    return switch (settings.reload()) {
      case Reloaded.Invalid invalid ->
          Answer.refused(
              RefusalCode.INVALID_PARAMETER,
              "the settings stay as they were: " + String.join("; ", invalid.problems()));
      case Reloaded.Done done -> {
        audit.granted(attempt, "changed: " + String.join(", ", done.changed()));
        yield Answer.granted(done);
      }
    };
  }
}
