package org.openrecorder.rest.api;

import jakarta.enterprise.context.Dependent;
import jakarta.ws.rs.ext.Provider;
import org.openrecorder.rest.answer.FailureMapper;
import org.openrecorder.rest.refusal.RefusalForm;

/** Failures of the JSON door, as problem details. */
@Provider
@Dependent
public class ApiFailures extends FailureMapper {

  public ApiFailures() {
    super(RefusalForm.PROBLEM);
  }
}
