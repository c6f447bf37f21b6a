package org.openrecorder.application.administration;

import org.openrecorder.application.Result;
import org.openrecorder.application.port.ReloadableSettings.Reloaded;
import org.openrecorder.domain.access.ApiPrincipal;

/** Has the server read its settings anew. Refused with FORBIDDEN to all but administrators. */
public interface ReloadSettings {

  /**
   * Reads them and tells what changed; noted in the audit trail.
   *
   * @return refused with INVALID_PARAMETER if they cannot be used, in words that name what is
   *     wrong; nothing changes then
   */
  Result<Reloaded.Done> reload(ApiPrincipal principal);
}
