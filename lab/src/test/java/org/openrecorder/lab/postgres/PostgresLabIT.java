package org.openrecorder.lab.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class PostgresLabIT {
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
