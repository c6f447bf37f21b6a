package org.openrecorder.logging;

import static org.assertj.core.api.Assertions.assertThat;

import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;

class SafeFormatterTest {

  private final SafeFormatter formatter = new SafeFormatter();

  private String line(String message, Object argument) {
    formatter.setPattern("%-5p %s%n");
    ExtLogRecord entry = new ExtLogRecord(Level.WARN, message, "test");
    entry.setParameters(new Object[] {argument});
    if (argument instanceof Throwable thrown) {
      entry.setThrown(thrown);
    }
    return formatter.format(entry);
  }

  @Test
  void what_is_filled_in_is_safe() {
    assertThat(line("tag {0}", "4111111111111111\nERROR forged").lines())
        .containsExactly("WARN  tag [16 digits]", "    | ERROR forged");
  }

  @Test
  void so_is_what_an_exception_says() {
    String entry = line("failed", new IllegalStateException("4111111111111111\n2026 ERROR forged"));
    assertThat(entry.lines().skip(1)).isNotEmpty().allMatch(line -> line.startsWith("    | "));
    assertThat(entry)
        .contains("IllegalStateException: [16 digits]\n    | 2026 ERROR forged")
        .contains("    | \tat org.openrecorder");
  }
}
