package org.openrecorder.lab.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PostgresLabIT {
  /** Wherever the tests were started: below a home of root's no other account may be. */
  @Test
  void psql_runs_where_the_account_of_the_database_may_be() throws IOException {
    try (PostgresLab postgres = PostgresLab.start()) {
      Path where = Path.of(postgres.psql("postgres", PostgresLab.USER, "\\! pwd").strip());
      assertThat(where).startsWith(Path.of(System.getProperty("java.io.tmpdir")));
    }
  }

  @Test
  void it_is_reached_at_its_port_and_again_after_a_crash() throws IOException {
    try (PostgresLab postgres = PostgresLab.start()) {
      String url = postgres.createDatabase("records");
      assertThat(url).isEqualTo("jdbc:postgresql://127.0.0.1:" + postgres.port() + "/records");

      postgres.kill();
      postgres.restart();

      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), postgres.port())) {
        assertThat(socket.isConnected()).isTrue();
      }
      assertThat(postgres.createDatabase("more")).endsWith("/more");
    }
  }
}
