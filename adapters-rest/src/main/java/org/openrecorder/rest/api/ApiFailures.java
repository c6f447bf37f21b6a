package org.openrecorder.rest.api;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openrecorder.application.Audit;
import org.openrecorder.application.Refusal;
import org.openrecorder.rest.answer.FailureMapper;
import org.openrecorder.rest.refusal.RefusalForm;
import org.openrecorder.rest.request.CallerOf;
import org.openrecorder.rest.request.UnreadableRequest;

/** Failures of the JSON door, as problem details. Requests that cannot be read are noted. */
@Provider
@Dependent
public class ApiFailures extends FailureMapper {

  private final Audit audit;

  /** That being answered, whichever it is. */
  @Context private @Nullable HttpServletRequest request;

  /**
   * Never called: RESTEasy looks for a constructor without parameters, and CDI uses the other one.
   */
  @SuppressWarnings("NullAway")
  public ApiFailures() {
    this(null);
  }

  @Inject
  public ApiFailures(Audit audit) {
    this.audit = audit;
  }

  @Override
  protected RefusalForm form() {
    return RefusalForm.PROBLEM;
  }

  @Override
  protected Refusal refusal(UnreadableRequest unreadable) {
    return audit.unreadable(
        CallerOf.request(Objects.requireNonNull(request)), unreadable.refusal());
  }
}
