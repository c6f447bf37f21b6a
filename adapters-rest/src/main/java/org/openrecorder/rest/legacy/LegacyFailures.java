package org.openrecorder.rest.legacy;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openrecorder.rest.error.ErrorFormat;
import org.openrecorder.rest.response.FailureMapper;

/** Failures of the GET and form endpoint, in the form in which it answers the request otherwise. */
@Provider
@Dependent
public class LegacyFailures extends FailureMapper {

  private final LegacyGetAnswer usualAnswer;

  /** That being answered, whichever it is. */
  @Context private @Nullable HttpServletRequest request;

  /**
   * Never called: RESTEasy looks for a constructor without parameters, and CDI uses the other one.
   */
  @SuppressWarnings("NullAway")
  public LegacyFailures() {
    this(null);
  }

  @Inject
  public LegacyFailures(LegacyGetAnswer usualAnswer) {
    this.usualAnswer = usualAnswer;
  }

  @Override
  protected ErrorFormat form() {
    return usualAnswer.to(Objects.requireNonNull(request)).rejections();
  }
}
