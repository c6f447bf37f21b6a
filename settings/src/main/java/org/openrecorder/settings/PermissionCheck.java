package org.openrecorder.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.openrecorder.settings.SecurityCheck.Finding;

/** Finds directories and files that every user of this machine can read. */
final class PermissionCheck {

  private PermissionCheck() {}

  static List<Finding> of(RecorderSettings settings) {
    List<Finding> findings = new ArrayList<>();
    if (isOpen(settings.data())) {
      findings.add(finding(settings.data(), "recordings and the database"));
    }
    settings.pbxs().stream()
        .map(RecorderSettings.Pbx::spoolHere)
        .filter(PermissionCheck::isOpen)
        .forEach(spool -> findings.add(finding(spool, "recordings")));
    Path file = PropertiesFile.path().toAbsolutePath().normalize();
    if (isOpen(file)) {
      findings.add(finding(file, "secrets"));
    }
    return findings;
  }

  private static Finding finding(Path path, String what) {
    return new Finding(path.toString(), "every user of this machine can read it: " + what);
  }

  /** False for a path that does not exist, or whose file system has no such permissions. */
  private static boolean isOpen(Path path) {
    try {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
      return permissions.contains(
          Files.isDirectory(path)
              ? PosixFilePermission.OTHERS_EXECUTE
              : PosixFilePermission.OTHERS_READ);
    } catch (IOException | UnsupportedOperationException unknown) {
      return false;
    }
  }
}
