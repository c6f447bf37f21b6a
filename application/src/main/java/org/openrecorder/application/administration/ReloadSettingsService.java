package org.openrecorder.application.administration;

import org.openrecorder.application.Audit;
import org.openrecorder.application.Audit.AuditedAction;
import org.openrecorder.application.ErrorCode;
import org.openrecorder.application.Result;
import org.openrecorder.application.port.ReloadableSettings;
import org.openrecorder.application.port.ReloadableSettings.Reloaded;
import org.openrecorder.domain.access.ApiPrincipal;

/** Leaves one audit record, whatever the result. */
public final class ReloadSettingsService implements ReloadSettings {

  private final ReloadableSettings settings;
  private final Audit audit;
  private final AdministratorGuard administrators;

  public ReloadSettingsService(ReloadableSettings settings, Audit audit) {
    this.settings = settings;
    this.audit = audit;
    this.administrators = new AdministratorGuard(audit, "the settings");
  }

  @Override
  public Result<Reloaded.Done> reload(ApiPrincipal principal) {
    AuditedAction action = AuditedAction.of(principal, "reload settings", "");
    return administrators.attempted(action, () -> reloaded(action));
  }

  private Result<Reloaded.Done> reloaded(AuditedAction action) {
    return switch (settings.reload()) {
      case Reloaded.Invalid invalid ->
          Result.rejected(
              ErrorCode.INVALID_PARAMETER,
              "the settings stay as they were: " + String.join("; ", invalid.problems()));
      case Reloaded.Done done -> {
        audit.granted(action, "changed: " + String.join(", ", done.changed()));
        yield Result.success(done);
      }
    };
  }
}
