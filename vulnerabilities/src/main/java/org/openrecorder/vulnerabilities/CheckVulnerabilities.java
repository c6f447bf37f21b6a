package org.openrecorder.vulnerabilities;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Compares the bill of materials with lists of known vulnerabilities: {@code check-vulnerabilities
 * LIST...}. Exits with 0 if no vulnerability is open, with 1 if one is, and with 2 if the check
 * could not be done.
 */
public final class CheckVulnerabilities {

  private static final int NOTHING_OPEN = 0;
  private static final int OPEN = 1;
  private static final int NOT_LOOKED = 2;

  private static final String USAGE =
      """
      usage: check-vulnerabilities LIST...
      LIST is a ZIP, a folder or a file of advisories in the format of OSV, such as
      https://osv-vulnerabilities.storage.googleapis.com/Maven/all.zip""";

  private static final Duration OLD = Duration.ofDays(14);

  private final List<Component> components;
  private final Statements statements;

  private CheckVulnerabilities(List<Component> components, Statements statements) {
    this.components = components;
    this.statements = statements;
  }

  /**
   * Runs the command.
   *
   * @param arguments the folder with the bill of materials, then the lists
   */
  public static void main(String[] arguments) {
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    System.exit(run(arguments, out, Instant.now()));
  }

  static int run(String[] arguments, PrintStream out, Instant now) {
    if (arguments.length < 2 || arguments[1].startsWith("-")) {
      out.println(USAGE);
      return NOT_LOOKED;
    }
    try {
      return check(Path.of(arguments[0]), paths(arguments), out, now);
    } catch (CheckUnavailable | IOException | InvalidPathException notLooked) {
      out.println("check-vulnerabilities: " + notLooked.getMessage());
      return NOT_LOOKED;
    }
  }

  private static List<Path> paths(String[] arguments) {
    return Arrays.stream(arguments).skip(1).map(Path::of).toList();
  }

  private static int check(Path bill, List<Path> lists, PrintStream out, Instant now)
      throws IOException, CheckUnavailable {
    CheckVulnerabilities check =
        new CheckVulnerabilities(
            BillOfMaterials.read(bill.resolve("open-recorder.cdx.xml")),
            Statements.read(bill.resolve("open-recorder.openvex.json")));
    AdvisoryList list = new AdvisoryList();
    for (Path path : lists) {
      list.add(path);
    }
    if (list.advisories().isEmpty()) {
      throw new CheckUnavailable("the list names no vulnerability of Maven's ecosystem");
    }
    List<Finding> findings = check.findings(list.advisories());
    findings.forEach(out::println);
    long open = findings.stream().filter(Finding::isOpen).count();
    out.printf(
        "%d components, %d advisories: %d open, %d known and stated to be harmless%n",
        check.components.size(), list.advisories().size(), open, findings.size() - open);
    tellAge(list, out, now);
    return open == 0 ? NOTHING_OPEN : OPEN;
  }

  private static void tellAge(AdvisoryList list, PrintStream out, Instant now) {
    list.newest()
        .ifPresent(
            newest -> {
              boolean old = Duration.between(newest, now).compareTo(OLD) > 0;
              out.println("the newest advisory is of " + newest + (old ? ": THE LIST IS OLD" : ""));
            });
  }

  private List<Finding> findings(List<Advisory> advisories) {
    Map<String, List<Component>> byName = new HashMap<>();
    components.forEach(
        one -> byName.merge(one.packageName(), List.of(one), CheckVulnerabilities::both));
    return advisories.stream()
        .flatMap(advisory -> findings(advisory, byName))
        .sorted(
            Comparator.comparing(Finding::isOpen)
                .reversed()
                .thenComparing(finding -> finding.component().toString())
                .thenComparing(finding -> finding.advisory().name()))
        .toList();
  }

  private static List<Component> both(List<Component> some, List<Component> more) {
    return Stream.concat(some.stream(), more.stream()).distinct().toList();
  }

  private Stream<Finding> findings(Advisory advisory, Map<String, List<Component>> byName) {
    return advisory.affected().stream()
        .flatMap(
            affected ->
                byName.getOrDefault(affected.packageName(), List.of()).stream()
                    .filter(affected::has)
                    .map(component -> finding(advisory, affected, component)))
        .distinct();
  }

  private Finding finding(Advisory advisory, Affected affected, Component component) {
    return new Finding(
        component,
        advisory,
        affected.fixedAfter(component.version()),
        statements.harmless(advisory, component));
  }
}
