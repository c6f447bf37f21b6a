package org.openrecorder.rest.legacy;

import jakarta.ws.rs.core.Response;
import org.openrecorder.application.Rejection;
import org.openrecorder.application.legacy.LegacyResult;

/** Writes out what a method of the old API gave. */
interface LegacyAnswers {

  Response done(LegacyResult.Done done);

  /** The answer owns the audio: it is closed once the body is written or has failed. */
  Response audio(LegacyResult.Audio audio);

  Response refused(Rejection rejection);
}
