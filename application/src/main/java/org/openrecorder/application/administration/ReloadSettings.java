package org.openrecorder.application.administration;

import org.openrecorder.application.Result;
import org.openrecorder.application.port.ReloadableSettings.Reloaded;
import org.openrecorder.domain.access.ApiPrincipal;

/** Makes the server read its settings again. Rejected with FORBIDDEN for all but administrators. */
public interface ReloadSettings {

  /**
   * Reads the settings and returns what changed; recorded in the audit trail.
   *
   * @return rejected with INVALID_PARAMETER if the settings cannot be used, with a message that
   *     names what is wrong; nothing changes then
   */
  Result<Reloaded.Done> reload(ApiPrincipal principal);
}
