package org.openrecorder.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.openrecorder.lab.process.ChildProcess;
import org.openrecorder.lab.process.Folders;
import org.openrecorder.lab.process.FreePorts;

/** The proxies of {@code docs/proxy.md}, each run with the block of that page. */
enum Proxy {
  NGINX("nginx") {
    @Override
    List<String> command(Path folder, Path block, int port) {
      String base =
          """
          daemon off;
          pid %1$s/nginx.pid;
          error_log stderr;
          events {}
          http {
              access_log off;
              client_body_temp_path %1$s/body;
              proxy_temp_path %1$s/proxied;
              fastcgi_temp_path %1$s/fastcgi;
              uwsgi_temp_path %1$s/uwsgi;
              scgi_temp_path %1$s/scgi;
              include %2$s;
          }
          """;
      Path main = written(folder.resolve("nginx.conf"), base.formatted(folder, block));
      return List.of("/usr/sbin/nginx", "-p", folder.toString(), "-c", main.toString());
    }
  },

  HAPROXY("haproxy") {
    @Override
    List<String> command(Path folder, Path block, int port) {
      String base =
          """
          defaults
              mode http
              timeout connect 5s
              timeout client 50s
              timeout server 50s
          """;
      Path main = written(folder.resolve("haproxy.cfg"), base);
      return List.of("/usr/sbin/haproxy", "-db", "-f", main.toString(), "-f", block.toString());
    }
  },

  APACHE("apache") {
    @Override
    List<String> command(Path folder, Path block, int port) {
      String base =
          """
          ServerRoot %1$s
          PidFile %1$s/httpd.pid
          Mutex file:%1$s default
          ErrorLog %1$s/error.log
          ServerName 127.0.0.1
          User www-data
          Group www-data
          LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
          LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
          LoadModule socache_shmcb_module /usr/lib/apache2/modules/mod_socache_shmcb.so
          LoadModule ssl_module /usr/lib/apache2/modules/mod_ssl.so
          LoadModule headers_module /usr/lib/apache2/modules/mod_headers.so
          LoadModule proxy_module /usr/lib/apache2/modules/mod_proxy.so
          LoadModule proxy_http_module /usr/lib/apache2/modules/mod_proxy_http.so
          Listen 127.0.0.1:%2$d
          Include %3$s
          """;
      Path main = written(folder.resolve("httpd.conf"), base.formatted(folder, port, block));
      return List.of("/usr/sbin/apache2", "-f", main.toString(), "-DFOREGROUND");
    }
  };

  private static final Path PAGE = Path.of("..", "docs", "proxy.md");
  private static final Duration START = Duration.ofSeconds(60);

  private final String language;

  Proxy(String language) {
    this.language = language;
  }

  /** What starts it in the foreground. */
  abstract List<String> command(Path folder, Path block, int port);

  /** One that runs. */
  record Running(int port, ChildProcess process) implements AutoCloseable {
    @Override
    public void close() {
      process.close();
    }
  }

  /** Starts it before that port of this machine, on a free port of the loopback interface. */
  Running start(Path parent, int recorder, Path pem) {
    int port = FreePorts.pick();
    Path folder = Folders.create(parent.resolve(language)).toAbsolutePath();
    String block =
        block()
            .replace("192.0.2.10:443", "127.0.0.1:" + port)
            .replace("127.0.0.1:8080", "127.0.0.1:" + recorder)
            .replace("/etc/ssl/recorder.pem", pem.toString());
    List<String> command = command(folder, written(folder.resolve("block"), block), port);
    Running running = new Running(port, ChildProcess.start(command, folder, folder.resolve("log")));
    Awaitility.await().atMost(START).until(() -> running.process().isAlive() && listens(port));
    return running;
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  private String block() {
    Matcher block =
        Pattern.compile("^```" + language + "\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
            .matcher(page());
    if (!block.find()) {
      throw new AssertionError("no block of " + language + " in " + PAGE);
    }
    return block.group(1);
  }

  private static String page() {
    try {
      return Files.readString(PAGE);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static Path written(Path file, String text) {
    try {
      return Files.writeString(file, text);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
