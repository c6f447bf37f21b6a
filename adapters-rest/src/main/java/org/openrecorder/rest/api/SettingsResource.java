package org.openrecorder.rest.api;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.openrecorder.application.administration.ReloadSettings;
import org.openrecorder.domain.access.ApiPrincipal;

/** The server's settings, for administrators. */
@Path("settings")
@Dependent
public class SettingsResource {

  private final ReloadSettings settings;

  /**
   * Never called: RESTEasy looks for a constructor without parameters, and CDI uses the other one.
   */
  @SuppressWarnings("NullAway")
  public SettingsResource() {
    this.settings = null;
  }

  @Inject
  public SettingsResource(ReloadSettings settings) {
    this.settings = settings;
  }

  /** Reads them anew; the answer is what changed. */
  @POST
  @Path("reload")
  @Produces(MediaType.APPLICATION_JSON)
  public Response reload(@Context HttpServletRequest request) {
    ApiPrincipal principal = Query.callerWithout(request);
    return JsonAnswers.answer(
        () -> settings.reload(principal),
        done -> JsonAnswers.ok(new SettingsView(done.changed(), done.afterRestart())));
  }
}
