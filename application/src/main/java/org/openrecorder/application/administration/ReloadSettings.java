package org.openrecorder.application.administration;

import org.openrecorder.application.Answer;
import org.openrecorder.application.port.ReloadableSettings.Reloaded;
import org.openrecorder.domain.access.Caller;

/** Has the server read its settings anew. Refused with FORBIDDEN to all but administrators. */
public interface ReloadSettings {

  /**
   * Reads them and tells what changed; noted in the audit trail.
   *
   * @return refused with INVALID_PARAMETER if they cannot be used, in words that name what is
   *     wrong; nothing changes then
   */
  Answer<Reloaded.Done> reload(Caller caller);
}
