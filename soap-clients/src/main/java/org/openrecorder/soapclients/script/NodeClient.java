package org.openrecorder.soapclients.script;

import java.nio.file.Path;
import java.util.List;
import org.openrecorder.soapclients.RecorderAddress;
import org.openrecorder.soapclients.SoapRecorder;

/** The package {@code soap} of Node.js. */
public final class NodeClient {

  private static final String SCRIPT = "client.js";

  private NodeClient() {}

  /** Installs the package into the folder unless it is there. */
  public static SoapRecorder speaking(String soapVersion, RecorderAddress address, Path folder) {
    NodePackages.install(folder);
    Path script = Resources.copy(SCRIPT, folder);
    List<String> command = List.of("node", script.toString(), soapVersion);
    return new ScriptRecorder(command, address, folder);
  }
}
