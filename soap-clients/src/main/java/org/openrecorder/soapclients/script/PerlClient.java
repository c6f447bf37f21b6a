package org.openrecorder.soapclients.script;

import java.nio.file.Path;
import java.util.List;
import org.openrecorder.soapclients.RecorderAddress;
import org.openrecorder.soapclients.SoapRecorder;

/** Perl's {@code SOAP::Lite}. */
public final class PerlClient {

  private static final String SCRIPT = "client.pl";

  private PerlClient() {}

  /** A client that reads the published description first. */
  public static SoapRecorder described(RecorderAddress address, Path folder) {
    return client("described", address, folder);
  }

  /** A client that knows the address only. */
  public static SoapRecorder undescribed(RecorderAddress address, Path folder) {
    return client("undescribed", address, folder);
  }

  private static SoapRecorder client(String mode, RecorderAddress address, Path folder) {
    Path script = Resources.copy(SCRIPT, folder);
    return new ScriptRecorder(List.of("perl", script.toString(), mode), address, folder);
  }
}
