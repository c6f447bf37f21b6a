package org.openrecorder.soapclients.original;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.axis.transport.http.AxisServlet;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;

/**
 * Axis' own servlet in a Tomcat of its kind, at the address that the original had, on a free port
 * of the loopback interface. It may be asked one thing at a time.
 */
public final class AxisServer implements AutoCloseable {

  private static final String DESCRIPTION = "server-config.wsdd";

  /** Kept, so that its level is: complaints about what clients send are not this server's news. */
  private static final Logger LOGGER = Logger.getLogger("org.apache");

  private final Tomcat tomcat;

  private AxisServer(Tomcat tomcat) {
    this.tomcat = tomcat;
  }

  /**
   * Starts one.
   *
   * @param folder where it may write
   */
  public static AxisServer start(Path folder) {
    LOGGER.setLevel(Level.OFF);
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(folder.toAbsolutePath().toString());
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    tomcat.getConnector().setProperty("relaxedQueryChars", "\"<>[\\]^`{|}");
    Context context = tomcat.addContext("/servicemanager", web(folder).toString());
    context.setParentClassLoader(AxisServer.class.getClassLoader());
    Tomcat.addServlet(context, "axis", AxisServlet.class.getName());
    context.addServletMappingDecoded("/services/*", "axis");
    try {
      tomcat.start();
    } catch (LifecycleException failed) {
      throw new IllegalStateException("Tomcat does not start", failed);
    }
    return new AxisServer(tomcat);
  }

  private static Path web(Path folder) {
    Path web = folder.toAbsolutePath().resolve("web");
    try (InputStream description =
        Objects.requireNonNull(AxisServer.class.getResourceAsStream(DESCRIPTION), DESCRIPTION)) {
      Path inside = Files.createDirectories(web.resolve("WEB-INF"));
      Files.copy(description, inside.resolve(DESCRIPTION), StandardCopyOption.REPLACE_EXISTING);
      return web;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  public int port() {
    return tomcat.getConnector().getLocalPort();
  }

  /** The call that the last request was taken for, told once; empty if Axis refused it. */
  public Optional<Taken> takeCall() {
    return RecordingMethods.takeCall();
  }

  @Override
  public void close() {
    try {
      tomcat.stop();
      tomcat.destroy();
    } catch (LifecycleException failed) {
      throw new IllegalStateException("Tomcat does not stop", failed);
    }
  }
}
