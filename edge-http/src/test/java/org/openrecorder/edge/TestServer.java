package org.openrecorder.edge;

import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ServletInfo;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Application;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.core.ResteasyDeploymentImpl;
import org.jboss.resteasy.plugins.server.servlet.HttpServlet30Dispatcher;
import org.jboss.resteasy.spi.ResteasyDeployment;

/**
 * The edge before one JAX-RS application, with the filters as {@code web.xml} maps them, on a free
 * port of the loopback interface. In the place of the SOAP endpoint stands a servlet that names
 * itself.
 */
final class TestServer implements AutoCloseable {

  private final Undertow undertow;

  private TestServer(Undertow undertow) {
    this.undertow = undertow;
  }

  /**
   * @param given the filters that need something of the server
   */
  static TestServer start(
      List<Filter> given, ErrorResponses rejections, String path, Set<Object> resources)
      throws Exception {
    DeploymentInfo deployment =
        Servlets.deployment()
            .setClassLoader(TestServer.class.getClassLoader())
            .setContextPath("/servicemanager")
            .setDeploymentName("test")
            .setDefaultEncoding("UTF-8")
            .addServletContextAttribute(ResteasyDeployment.class.getName(), resteasy(resources));
    addFilters(deployment, given, rejections);
    addServlets(deployment, rejections, path);
    return new TestServer(started(deployment));
  }

  private static ResteasyDeployment resteasy(Set<Object> resources) {
    ResteasyDeployment resteasy = new ResteasyDeploymentImpl();
    resteasy.setApplication(
        new Application() {
          @Override
          @SuppressWarnings("deprecation") // the one way to hand over instances
          public Set<Object> getSingletons() {
            return resources;
          }
        });
    return resteasy;
  }

  private static void addFilters(
      DeploymentInfo deployment, List<Filter> given, ErrorResponses rejections) throws Exception {
    for (FilterMapping mapping : FilterMapping.all()) {
      Filter filter = filter(mapping, given, rejections);
      deployment
          .addFilter(
              Servlets.filter(
                  mapping.name(), filter.getClass(), new ImmediateInstanceFactory<>(filter)))
          .addFilterUrlMapping(mapping.name(), mapping.pattern(), mapping.dispatcher());
    }
  }

  private static Filter filter(FilterMapping mapping, List<Filter> given, ErrorResponses rejections)
      throws ReflectiveOperationException {
    Optional<Filter> one =
        given.stream().filter(filter -> mapping.isOf(filter.getClass())).findFirst();
    return one.isPresent() ? one.get() : mapping.newFilter(rejections);
  }

  private static void addServlets(
      DeploymentInfo deployment, ErrorResponses rejections, String path) {
    ServletInfo errorPage =
        new ServletInfo(
                "error-page",
                ErrorPage.class,
                new ImmediateInstanceFactory<>(new ErrorPage(rejections)))
            .addMapping("/internal/error");
    ServletInfo soap = Servlets.servlet(NamesItself.class).addMapping(LegacyUrl.PATH);
    ServletInfo breaks = Servlets.servlet(Breaks.class).addMapping("/breaks");
    ServletInfo jaxrs =
        Servlets.servlet(HttpServlet30Dispatcher.class)
            .addInitParam("resteasy.servlet.mapping.prefix", path)
            .addMapping(path + "/*");
    deployment
        .addServlets(errorPage, soap, breaks, jaxrs)
        .addErrorPage(Servlets.errorPage("/internal/error"));
  }

  private static Undertow started(DeploymentInfo deployment) throws ServletException {
    DeploymentManager manager = Servlets.defaultContainer().addDeployment(deployment);
    manager.deploy();
    Undertow undertow =
        Undertow.builder()
            .addHttpListener(0, "127.0.0.1")
            .setServerOption(UndertowOptions.DECODE_URL, false)
            .setServerOption(UndertowOptions.ALLOW_UNESCAPED_CHARACTERS_IN_URL, true)
            .setHandler(Handlers.path().addPrefixPath("/servicemanager", manager.start()))
            .build();
    undertow.start();
    return undertow;
  }

  int port() {
    return ((InetSocketAddress) undertow.getListenerInfo().getFirst().getAddress()).getPort();
  }

  @Override
  public void close() {
    undertow.stop();
  }

  /** Stands where the SOAP endpoint is. */
  public static final class NamesItself extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.getWriter().print("the SOAP door");
    }
  }

  /** Fails with a message that nobody outside may see. */
  public static final class Breaks extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
      throw new IllegalStateException("the inside of the server");
    }
  }
}
