package org.openrecorder.lab.asterisk;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.openrecorder.lab.process.LabFailure;

/** Debian's own Asterisk, fetched once per machine by the script beside this class. */
final class AsteriskPackages {
  private AsteriskPackages() {}

  /**
   * The folder with the unpacked Asterisk. The first call on a machine downloads about 80 MB; its
   * progress is printed on standard error.
   *
   * @throws LabFailure when it cannot be had; what is wrong was printed
   */
  static Path fetch(AsteriskVersion version) {
    try {
      Process script =
          new ProcessBuilder(List.of("bash", "-s", "--", version.number()))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      feed(script);
      String printed =
          new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (script.onExit().join().exitValue() != 0 || printed.isEmpty()) {
        throw new LabFailure("Asterisk " + version.number() + " could not be fetched");
      }
      return Path.of(printed);
    } catch (IOException e) {
      throw new LabFailure("Asterisk " + version.number() + " could not be fetched", e);
    }
  }

  private static void feed(Process script) throws IOException {
    try (InputStream text = AsteriskPackages.class.getResourceAsStream("fetch-asterisk");
        OutputStream in = script.getOutputStream()) {
      if (text == null) {
        throw new LabFailure("the lab was built without fetch-asterisk");
      }
      text.transferTo(in);
    }
  }
}
