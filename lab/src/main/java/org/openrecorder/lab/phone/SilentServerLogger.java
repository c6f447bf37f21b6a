package org.openrecorder.lab.phone;

import gov.nist.core.ServerLogger;
import gov.nist.javax.sip.message.SIPMessage;
import java.util.Properties;
import javax.sip.SipStack;
import org.jspecify.annotations.Nullable;

/** Keeps the SIP stack from logging messages. Public because the stack makes it by its name. */
public final class SilentServerLogger implements ServerLogger {
  @Override
  public void closeLogFile() {}

  @Override
  public void logMessage(SIPMessage message, String from, String to, boolean sender, long time) {}

  @Override
  public void logMessage(
      SIPMessage message,
      String from,
      String to,
      @Nullable String status,
      boolean sender,
      long time) {}

  @Override
  public void logMessage(
      SIPMessage message, String from, String to, @Nullable String status, boolean sender) {}

  @Override
  public void logException(@Nullable Exception failure) {}

  @Override
  public void setStackProperties(@Nullable Properties properties) {}

  @Override
  public void setSipStack(@Nullable SipStack stack) {}
}
