package org.openrecorder.soapclients.script;

import java.nio.file.Path;
import java.util.List;
import org.openrecorder.soapclients.RecorderAddress;
import org.openrecorder.soapclients.SoapRecorder;

/** PHP's own {@code SoapClient}. */
public final class PhpClient {

  private static final String SCRIPT = "client.php";

  private PhpClient() {}

  /** A client that reads the published description first. */
  public static SoapRecorder described(String soapVersion, RecorderAddress address, Path folder) {
    return client("described", soapVersion, address, folder);
  }

  /** A client that knows the address only, and numbers its arguments. */
  public static SoapRecorder undescribed(String soapVersion, RecorderAddress address, Path folder) {
    return client("undescribed", soapVersion, address, folder);
  }

  private static SoapRecorder client(
      String mode, String soapVersion, RecorderAddress address, Path folder) {
    Path script = Resources.copy(SCRIPT, folder);
    List<String> command = List.of("php", script.toString(), mode, soapVersion);
    return new ScriptRecorder(command, address, folder);
  }
}
