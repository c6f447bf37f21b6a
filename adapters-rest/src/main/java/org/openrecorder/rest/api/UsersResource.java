package org.openrecorder.rest.api;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import org.openrecorder.application.administration.AdministerUsers;
import org.openrecorder.domain.access.ApiPrincipal;
import org.openrecorder.domain.access.User;
import org.openrecorder.domain.access.Username;
import org.openrecorder.rest.request.CurrentPrincipal;

/** The users, for administrators. */
@Path("users")
@Dependent
public class UsersResource {

  private final AdministerUsers users;
  private final Cursors cursors;

  /**
   * Never called: RESTEasy looks for a constructor without parameters, and CDI uses the other one.
   */
  @SuppressWarnings("NullAway")
  public UsersResource() {
    this.users = null;
    this.cursors = null;
  }

  @Inject
  public UsersResource(AdministerUsers users, Cursors cursors) {
    this.users = users;
    this.cursors = cursors;
  }

  /** Those of the settings first, then the stored ones, newest first. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public Response list(@Context HttpServletRequest request) {
    ApiPrincipal principal = CurrentPrincipal.request(request);
    Cursors.Listing listing =
        cursors.listing("users", principal, Query.of(request, Set.of(Cursors.PARAMETER)));
    return JsonAnswers.answer(
        () -> users.list(principal, listing.after()),
        page -> JsonAnswers.ok(listing.view(page, UserView::of)));
  }

  @GET
  @Path("{name}")
  @Produces(MediaType.APPLICATION_JSON)
  public Response show(@Context HttpServletRequest request, @PathParam("name") String name) {
    ApiPrincipal principal = Query.callerWithout(request);
    Username username = new Username(AccessRequests.name(name));
    return JsonAnswers.answer(
        () -> users.show(principal, username), user -> JsonAnswers.ok(UserView.of(user)));
  }

  /** Stores the user as the body says, new or changed. */
  @PUT
  @Path("{name}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Response put(
      @Context HttpServletRequest request, @PathParam("name") String name, InputStream body)
      throws IOException {
    ApiPrincipal principal = Query.callerWithout(request);
    User user = AccessRequests.user(name, body);
    return JsonAnswers.answer(
        () -> users.put(principal, user), stored -> JsonAnswers.ok(UserView.of(stored)));
  }

  @DELETE
  @Path("{name}")
  public Response remove(@Context HttpServletRequest request, @PathParam("name") String name) {
    ApiPrincipal principal = Query.callerWithout(request);
    Username username = new Username(AccessRequests.name(name));
    return JsonAnswers.answer(
        () -> users.remove(principal, username), removed -> Response.noContent().build());
  }

  /** Stores all users of a file or none. */
  @POST
  @Consumes("text/csv")
  @Produces(MediaType.APPLICATION_JSON)
  public Response importAll(@Context HttpServletRequest request, InputStream body)
      throws IOException {
    ApiPrincipal principal = Query.callerWithout(request);
    List<User> all = UsersFile.read(body);
    return JsonAnswers.answer(
        () -> users.importAll(principal, all),
        count -> JsonAnswers.ok(new UserView.Imported(count)));
  }
}
