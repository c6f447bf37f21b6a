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
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.openrecorder.application.administration.AdministerClients;
import org.openrecorder.domain.access.ApiPrincipal;
import org.openrecorder.domain.access.Client;
import org.openrecorder.domain.access.ClientName;
import org.openrecorder.rest.request.CurrentPrincipal;

/** The client systems, for administrators. */
@Path("clients")
@Dependent
public class ClientsResource {

  private final AdministerClients clients;
  private final Cursors cursors;

  /**
   * Never called: RESTEasy looks for a constructor without parameters, and CDI uses the other one.
   */
  @SuppressWarnings("NullAway")
  public ClientsResource() {
    this.clients = null;
    this.cursors = null;
  }

  @Inject
  public ClientsResource(AdministerClients clients, Cursors cursors) {
    this.clients = clients;
    this.cursors = cursors;
  }

  /** Those of the settings first, then the stored ones, newest first. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public Response list(@Context HttpServletRequest request) {
    ApiPrincipal principal = CurrentPrincipal.request(request);
    Cursors.Listing listing =
        cursors.listing("clients", principal, Query.of(request, Set.of(Cursors.PARAMETER)));
    return JsonAnswers.answer(
        () -> clients.list(principal, listing.after()),
        page -> JsonAnswers.ok(listing.view(page, ClientView::of)));
  }

  @GET
  @Path("{name}")
  @Produces(MediaType.APPLICATION_JSON)
  public Response show(@Context HttpServletRequest request, @PathParam("name") String name) {
    ApiPrincipal principal = Query.callerWithout(request);
    ClientName client = named(name);
    return JsonAnswers.answer(
        () -> clients.show(principal, client), shown -> JsonAnswers.ok(ClientView.of(shown)));
  }

  /** Stores the client as the body says, new or changed; its secrets stay. */
  @PUT
  @Path("{name}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Response put(
      @Context HttpServletRequest request, @PathParam("name") String name, InputStream body)
      throws IOException {
    ApiPrincipal principal = Query.callerWithout(request);
    Client client = AccessRequests.client(name, body);
    return JsonAnswers.answer(
        () -> clients.put(principal, client), stored -> JsonAnswers.ok(ClientView.of(stored)));
  }

  @DELETE
  @Path("{name}")
  public Response remove(@Context HttpServletRequest request, @PathParam("name") String name) {
    ApiPrincipal principal = Query.callerWithout(request);
    ClientName client = named(name);
    return JsonAnswers.answer(
        () -> clients.remove(principal, client), removed -> Response.noContent().build());
  }

  /** Makes a secret, which is told this once; the old one stays valid, or until then. */
  @POST
  @Path("{name}/secrets")
  @Produces(MediaType.APPLICATION_JSON)
  public Response addSecret(
      @Context HttpServletRequest request, @PathParam("name") String name, InputStream body)
      throws IOException {
    ApiPrincipal principal = Query.callerWithout(request);
    ClientName client = named(name);
    Optional<Instant> oldUntil = AccessRequests.oldValidUntil(body);
    return JsonAnswers.answer(
        () -> clients.addSecret(principal, client, oldUntil),
        made -> JsonAnswers.ok(ClientView.NewSecretView.of(made)));
  }

  @DELETE
  @Path("{name}/secrets/{number: [0-9]{1,9}}")
  public Response removeSecret(
      @Context HttpServletRequest request,
      @PathParam("name") String name,
      @PathParam("number") int number) {
    ApiPrincipal principal = Query.callerWithout(request);
    ClientName client = named(name);
    return JsonAnswers.answer(
        () -> clients.removeSecret(principal, client, number),
        removed -> Response.noContent().build());
  }

  private static ClientName named(String name) {
    return new ClientName(AccessRequests.name(name));
  }
}
