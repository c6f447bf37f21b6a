package org.openrecorder.soapclients.script;

import java.nio.file.Path;
import java.util.List;
import org.openrecorder.soapclients.RecorderAddress;
import org.openrecorder.soapclients.SoapRecorder;

/** Python's {@code zeep}. */
public final class PythonClient {

  /** Debian's own, for which Debian's packages are; another may come first on the path. */
  private static final String PYTHON = "/usr/bin/python3";

  private static final String SCRIPT = "client.py";

  private PythonClient() {}

  /** A client that reads the published description first; it can do nothing without. */
  public static SoapRecorder of(RecorderAddress address, Path folder) {
    Path script = Resources.copy(SCRIPT, folder);
    return new ScriptRecorder(List.of(PYTHON, script.toString()), address, folder);
  }
}
