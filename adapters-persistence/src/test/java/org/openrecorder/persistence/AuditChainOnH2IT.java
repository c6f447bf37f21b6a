package org.openrecorder.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openrecorder.audit.AuditTables;

/** The chain of the audit trail in H2. */
final class AuditChainOnH2IT extends OnH2 implements AuditChainContract {

  /** The sealer asks every second, however long the trail has become. */
  @Test
  void no_question_of_the_sealer_reads_a_whole_table() throws SQLException {
    List<String> asked = new ArrayList<>();
    try (Connection connection = database().pool().getConnection()) {
      AuditTables tables = new AuditTables(listening(connection, asked));
      tables.last();
      tables.at(1);
      tables.lowestPlace();
      tables.sealed(1, 2);
      tables.unsealed(1, 2, 3);
      assertThat(asked).hasSize(5);
      for (String sql : asked) {
        assertThat(H2Plan.of(connection, sql)).doesNotContain("tableScan");
      }
      assertThat(H2Plan.of(connection, "select * from audit_seal")).contains("tableScan");
    }
  }

  /** Keeps the text of what is prepared. */
  private static Connection listening(Connection connection, List<String> asked) {
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("prepareStatement")) {
                asked.add((String) arguments[0]);
              }
              return method.invoke(connection, arguments);
            });
  }
}
