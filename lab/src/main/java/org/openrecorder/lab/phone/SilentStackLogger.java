package org.openrecorder.lab.phone;

import gov.nist.core.StackLogger;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Keeps the SIP stack quiet. Public because the stack makes it by its name. */
public final class SilentStackLogger implements StackLogger {
  @Override
  public void logStackTrace() {}

  @Override
  public void logStackTrace(int level) {}

  @Override
  public int getLineCount() {
    return 0;
  }

  @Override
  public void logException(@Nullable Throwable failure) {}

  @Override
  public void logDebug(@Nullable String message) {}

  @Override
  public void logDebug(@Nullable String message, @Nullable Exception failure) {}

  @Override
  public void logTrace(@Nullable String message) {}

  @Override
  public void logFatalError(@Nullable String message) {}

  @Override
  public void logError(@Nullable String message) {}

  @Override
  public void logError(@Nullable String message, @Nullable Exception failure) {}

  @Override
  public boolean isLoggingEnabled() {
    return false;
  }

  @Override
  public boolean isLoggingEnabled(int level) {
    return false;
  }

  @Override
  public void logWarning(@Nullable String message) {}

  @Override
  public void logInfo(@Nullable String message) {}

  @Override
  public void disableLogging() {}

  @Override
  public void enableLogging() {}

  @Override
  public void setBuildTimeStamp(@Nullable String stamp) {}

  @Override
  public void setStackProperties(@Nullable Properties properties) {}

  @Override
  public String getLoggerName() {
    return "silent";
  }
}
