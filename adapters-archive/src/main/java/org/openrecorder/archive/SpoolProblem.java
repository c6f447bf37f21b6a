package org.openrecorder.archive;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;

/** What a right that is missing in a spool means, and what to change, in words for an operator. */
final class SpoolProblem {

  private static final String BOTH =
      "let Asterisk and this server share a group, as in docs/connect-a-pbx.md";

  private SpoolProblem() {}

  /** The directory cannot be listed. */
  static String closed(Path spool) {
    return "%s cannot be listed by this server's account%s: %s".formatted(spool, account(), BOTH);
  }

  /** Nothing can be removed from it. */
  static String keepsFiles(Path spool) {
    return ("nothing can be removed from %s by this server's account%s: let it write to the directory"
            + " (and take the sticky bit from it); %s")
        .formatted(spool, account(), BOTH);
  }

  /** A file of the PBX cannot be read. */
  static String unreadable(Path file) {
    return ("%s cannot be read by this server's account%s: Asterisk writes its files for itself alone;"
            + " start it with the umask 007 or 027 (UMask= of its systemd unit) and %s")
        .formatted(file, account(), BOTH);
  }

  /** Why a file of the spool could not be used; what is no matter of rights is told as it is. */
  static String why(Path file, IOException failed) {
    return failed instanceof AccessDeniedException
        ? unreadable(file)
        : "%s: %s".formatted(file, failed.getMessage());
  }

  /** Accounts without a name have a question mark for one. */
  private static String account() {
    String name = System.getProperty("user.name", "?");
    return name.equals("?") ? "" : " " + name;
  }
}
