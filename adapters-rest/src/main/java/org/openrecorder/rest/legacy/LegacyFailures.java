package org.openrecorder.rest.legacy;

import jakarta.enterprise.context.Dependent;
import jakarta.ws.rs.ext.Provider;
import org.openrecorder.rest.answer.FailureMapper;
import org.openrecorder.rest.refusal.RefusalForm;

/** Failures of the GET and form door, as plain text. */
@Provider
@Dependent
public class LegacyFailures extends FailureMapper {

  public LegacyFailures() {
    super(RefusalForm.PLAIN_TEXT);
  }
}
