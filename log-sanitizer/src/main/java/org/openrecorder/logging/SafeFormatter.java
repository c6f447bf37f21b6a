package org.openrecorder.logging;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.jboss.logmanager.formatters.PatternFormatter;

/**
 * Lines of a pattern, with safe text in them. The pattern says nothing of exceptions: their traces
 * follow by themselves.
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

  /** What an exception says may have come from outside as well. */
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
