package org.openrecorder.soap;

import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.FilterInfo;
import io.undertow.servlet.api.ServletInfo;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.xml.soap.MessageFactory;
import jakarta.xml.soap.MimeHeaders;
import jakarta.xml.soap.SOAPConstants;
import jakarta.xml.soap.SOAPException;
import jakarta.xml.soap.SOAPMessage;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Set;
import org.openrecorder.domain.access.Caller;
import org.openrecorder.domain.access.ClientName;
import org.openrecorder.domain.access.Permission;
import org.openrecorder.soap.wsdl.WsdlFilter;

/**
 * The SOAP door on a free port of the loopback interface. In the place of the server's SOAP stack
 * stands as little as can hand messages to the endpoint; in the place of the edge, what lets
 * everybody in as {@code crm}.
 */
final class SoapServer implements AutoCloseable {

  private static final String PATH = "/services/njadmin-api-recording";

  private final Undertow undertow;

  private SoapServer(Undertow undertow) {
    this.undertow = undertow;
  }

  static SoapServer start(SoapFilter filter, RecordingEndpoint endpoint) throws ServletException {
    DeploymentInfo deployment =
        Servlets.deployment()
            .setClassLoader(SoapServer.class.getClassLoader())
            .setContextPath("/servicemanager")
            .setDeploymentName("test")
            .addServlet(servlet(new Stack(endpoint)));
    for (Filter one : new Filter[] {new Edge(), new WsdlFilter(), filter}) {
      String name = one.getClass().getName();
      deployment
          .addFilter(new FilterInfo(name, one.getClass(), new ImmediateInstanceFactory<>(one)))
          .addFilterUrlMapping(name, PATH, DispatcherType.REQUEST);
    }
    return new SoapServer(started(deployment));
  }

  private static ServletInfo servlet(HttpServlet stack) {
    return new ServletInfo("recording", stack.getClass(), new ImmediateInstanceFactory<>(stack))
        .addMapping(PATH);
  }

  private static Undertow started(DeploymentInfo deployment) throws ServletException {
    DeploymentManager manager = Servlets.defaultContainer().addDeployment(deployment);
    manager.deploy();
    Undertow undertow =
        Undertow.builder()
            .addHttpListener(0, "127.0.0.1")
            .setHandler(Handlers.path().addPrefixPath("/servicemanager", manager.start()))
            .build();
    undertow.start();
    return undertow;
  }

  URI url(String query) {
    InetSocketAddress address =
        (InetSocketAddress) undertow.getListenerInfo().getFirst().getAddress();
    return URI.create("http://127.0.0.1:" + address.getPort() + "/servicemanager" + PATH + query);
  }

  @Override
  public void close() {
    undertow.stop();
  }

  /** Leaves what the edge leaves. */
  private static final class Edge extends HttpFilter {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(
        HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws IOException, ServletException {
      Caller crm =
          new Caller(
              new ClientName("crm"),
              request.getRemoteAddr(),
              Set.of(Permission.RECORD, Permission.RETRIEVE));
      request.setAttribute(Caller.class.getName(), crm);
      response.setHeader("Cache-Control", "no-store");
      chain.doFilter(request, response);
    }
  }

  /** Stands where the SOAP stack is. */
  private static final class Stack extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient RecordingEndpoint endpoint;

    Stack(RecordingEndpoint endpoint) {
      this.endpoint = endpoint;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      try {
        SOAPMessage answer = endpoint.answer(message(request), request);
        response.setContentType(request.getContentType());
        answer.writeTo(response.getOutputStream());
      } catch (SOAPException failed) {
        throw new IOException(failed);
      }
    }

    private static SOAPMessage message(HttpServletRequest request)
        throws IOException, SOAPException {
      MimeHeaders headers = new MimeHeaders();
      headers.addHeader("Content-Type", request.getContentType());
      return MessageFactory.newInstance(SOAPConstants.DYNAMIC_SOAP_PROTOCOL)
          .createMessage(headers, request.getInputStream());
    }
  }
}
