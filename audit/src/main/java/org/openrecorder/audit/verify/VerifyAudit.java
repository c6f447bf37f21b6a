package org.openrecorder.audit.verify;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openrecorder.audit.AuditKey;
import org.openrecorder.audit.ChainHead;
import org.openrecorder.audit.HeadFile;
import org.openrecorder.audit.KeyFile;
import org.openrecorder.audit.VerificationReport;
import org.openrecorder.settings.InvalidSettings;
import org.openrecorder.settings.RecorderSettings;
import org.openrecorder.settings.Settings;

/**
 * Verifies the audit trail: {@code verify-audit [--heads FILE]}, where FILE is a copy of {@code
 * audit-head} from another place. Exits with 0 if all is as the server left it, with 1 if it is
 * not, and with 2 if it could not be verified, or if there is nothing to compare it with: any
 * account can make a chain that only agrees with itself.
 */
public final class VerifyAudit {

  private static final int SOUND = 0;
  private static final int FINDINGS = 1;
  private static final int NOT_LOOKED = 2;

  private VerifyAudit() {}

  public static void main(String[] arguments) {
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    System.exit(run(arguments, out));
  }

  static int run(String[] arguments, PrintStream out) {
    try {
      return verify(Settings.load(), copies(arguments), out);
    } catch (InvalidSettings invalid) {
      invalid.problems().forEach(problem -> out.println("verify-audit: " + problem));
    } catch (VerificationUnavailable | IOException notLooked) {
      out.println("verify-audit: " + notLooked.getMessage());
    }
    return NOT_LOOKED;
  }

  private static Optional<Path> copies(String[] arguments) throws VerificationUnavailable {
    if (arguments.length == 0) {
      return Optional.empty();
    }
    if (arguments.length != 2 || !arguments[0].equals("--heads")) {
      throw new VerificationUnavailable("usage: verify-audit [--heads FILE]");
    }
    Path file = Path.of(arguments[1]);
    if (!Files.isReadable(file)) {
      throw new VerificationUnavailable("the file " + file + " cannot be read");
    }
    return Optional.of(file);
  }

  private static int verify(RecorderSettings settings, Optional<Path> copy, PrintStream out)
      throws VerificationUnavailable, IOException {
    List<ChainHead> heads =
        new ArrayList<>(new HeadFile(settings.data().resolve(HeadFile.NAME)).read());
    if (copy.isPresent()) {
      heads.addAll(headsOf(copy.get()));
    }
    Optional<AuditKey> key = key(settings);
    VerificationReport report = new AuditDatabase(settings).verify(key, heads);
    print(report, key.isPresent(), out);
    return conclude(report, unvouched(report, key.isPresent(), heads), out);
  }

  private static List<ChainHead> headsOf(Path copy) throws VerificationUnavailable, IOException {
    List<ChainHead> heads = new HeadFile(copy).read();
    if (heads.isEmpty()) {
      throw new VerificationUnavailable("the file " + copy + " holds no end of the chain");
    }
    return heads;
  }

  /**
   * Which records are unproven. The key proves all of them, an earlier end of the chain those
   * before it.
   */
  private static Optional<String> unvouched(
      VerificationReport report, boolean signatures, List<ChainHead> heads) {
    long end = report.last().map(ChainHead::place).orElse(0L);
    long known = heads.stream().mapToLong(ChainHead::place).max().orElse(0L);
    if (signatures || (end <= known && !heads.isEmpty())) {
      return Optional.empty();
    }
    return Optional.of(
        heads.isEmpty()
            ? "neither the key nor an earlier end of the chain is there, so nothing vouches for it"
            : "without the key nothing vouches for what follows seal " + known);
  }

  private static int conclude(
      VerificationReport report, Optional<String> unvouched, PrintStream out) {
    if (!report.findings().isEmpty()) {
      out.println("the audit trail is NOT sound");
      return FINDINGS;
    }
    out.println(unvouched.map("NOT VERIFIED: "::concat).orElse("nothing was found"));
    return unvouched.isPresent() ? NOT_LOOKED : SOUND;
  }

  private static Optional<AuditKey> key(RecorderSettings settings) throws IOException {
    return settings.auditKey().isPresent()
        ? settings.auditKey().map(secret -> new AuditKey(secret.reveal()))
        : new KeyFile(settings.data().resolve(KeyFile.NAME)).read();
  }

  private static void print(VerificationReport report, boolean signatures, PrintStream out) {
    report.findings().forEach(out::println);
    if (report.more() > 0) {
      out.println("... and " + report.more() + " more");
    }
    out.println(report.sealed() + " rows sealed, " + report.waiting() + " wait to be");
    out.println(
        report.last().map(head -> "the chain ends with: " + head).orElse("there is no chain yet"));
    out.println("compared with " + report.heads() + " earlier ends of the chain");
    if (!signatures) {
      out.println("SIGNATURES WERE NOT LOOKED AT: recorder.audit.key is not set, no key file");
    }
    if (report.heads() == 0) {
      out.println(
          "NO EARLIER END OF THE CHAIN IS KNOWN: an end that was cut off would not be seen");
    }
  }
}
