package org.openrecorder.rest.api;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openrecorder.application.Audit;
import org.openrecorder.application.Rejection;
import org.openrecorder.rest.error.ErrorFormat;
import org.openrecorder.rest.request.CurrentPrincipal;
import org.openrecorder.rest.request.MalformedRequestException;
import org.openrecorder.rest.response.FailureMapper;

/** Failures of the JSON endpoint, as problem details. Requests that cannot be read are noted. */
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
  protected ErrorFormat form() {
    return ErrorFormat.PROBLEM;
  }

  @Override
  protected Rejection rejection(MalformedRequestException unreadable) {
    return audit.unreadable(
        CurrentPrincipal.request(Objects.requireNonNull(request)), unreadable.rejection());
  }
}
