package org.openrecorder.logging;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.jboss.logmanager.formatters.PatternFormatter;

/**
 * Formats log records by a pattern, with sanitized text. The pattern must not contain exceptions:
 * their stack traces are appended.
 */
public final class SafeFormatter extends PatternFormatter {

  @Override
  public String format(ExtLogRecord record) {
    return super.format(safe(record));
  }

  private static ExtLogRecord safe(ExtLogRecord record) {
    ExtLogRecord safe = new ExtLogRecord(record);
    String message = Optional.ofNullable(record.getFormattedMessage()).orElse("");
    safe.setMessage(SafeText.of(message + trace(record)), FormatStyle.NO_FORMAT);
    safe.setThrown(null);
    return safe;
  }

  /** The stack trace. It is sanitized too, because an exception's message may come from outside. */
  private static String trace(ExtLogRecord record) {
    Throwable thrown = record.getThrown();
    if (thrown == null) {
      return "";
    }
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    return "\n" + trace.toString().stripTrailing();
  }
}
