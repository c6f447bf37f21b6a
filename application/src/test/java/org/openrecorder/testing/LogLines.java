package org.openrecorder.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What a class writes to the log while a test listens. */
public final class LogLines extends Handler implements AutoCloseable {

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final SimpleFormatter formatter = new SimpleFormatter();
  private final Logger logger;

  private LogLines(Logger logger) {
    this.logger = logger;
    logger.addHandler(this);
  }

  /** Listens until it is closed. */
  public static LogLines of(Class<?> writer) {
    return new LogLines(Logger.getLogger(writer.getName()));
  }

  /** The messages so far. */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void publish(LogRecord entry) {
    if (isLoggable(entry)) {
      lines.add(formatter.formatMessage(entry));
    }
  }

  @Override
  public void flush() {
    // nothing waits
  }

  @Override
  public void close() {
    logger.removeHandler(this);
  }
}
