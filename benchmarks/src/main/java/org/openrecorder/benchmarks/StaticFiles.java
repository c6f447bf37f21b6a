package org.openrecorder.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.openrecorder.lab.process.ChildProcess;
import org.openrecorder.lab.process.FreePorts;

/** nginx with a folder to serve, configured as one would for files: sendfile, no log, all cores. */
final class StaticFiles implements AutoCloseable {

  private final int port = FreePorts.pick();
  private final ChildProcess process;

  StaticFiles(Path folder, Path served) throws IOException {
    Files.createDirectories(folder);
    Path configuration = folder.resolve("nginx.conf");
    Files.writeString(configuration, configuration(folder, served));
    process =
        ChildProcess.start(
            List.of(
                "nginx",
                "-e",
                folder.resolve("error.log").toString(),
                "-c",
                configuration.toString()),
            folder,
            folder.resolve("nginx.out"));
  }

  private String configuration(Path folder, Path served) {
    // Asked by root, nginx would give its workers to a user who may not read the folder.
    String user = "root".equals(System.getProperty("user.name")) ? "user root;" : "";
    return """
        daemon off;
        %1$s
        worker_processes auto;
        pid %2$s/nginx.pid;
        events { worker_connections 1024; }
        http {
          access_log off;
          sendfile on;
          tcp_nopush on;
          default_type text/plain;
          client_body_temp_path %2$s/body;
          proxy_temp_path %2$s/proxy;
          fastcgi_temp_path %2$s/fastcgi;
          uwsgi_temp_path %2$s/uwsgi;
          scgi_temp_path %2$s/scgi;
          server { listen 127.0.0.1:%3$d; root %4$s; }
        }
        """
        .formatted(user, folder, port, served);
  }

  String url(String name) {
    return "http://127.0.0.1:" + port + "/" + name;
  }

  @Override
  public void close() {
    process.close();
  }
}
