package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What classes need is shipped: of everything that our own classes can come to, in our libraries
 * too, each class is in the EAR, in a module of WildFly's that deployments see, or in the JDK; and
 * what the commands can come to is on their class path.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShippedClassesIT {

  private static final Pattern OURS = Pattern.compile("org\\.openrecorder\\..*");

  /** Jars of WildFly's modules that it lets every deployment of ours see. */
  private static final Pattern SEEN_BY_DEPLOYMENTS =
      Pattern.compile(
          "(jakarta\\.|jboss-jakarta-xml-ws-api|jboss-saaj-api|microprofile-(config|health)-api"
              + "|hibernate-core|undertow-(core|servlet)|slf4j-api|log4j-api"
              + "|commons-logging-jboss-logging|jboss-vfs|xnio-api).*");

  /** What a library does without where it is not there, and why it never is. */
  private static final Pattern OPTIONAL =
      Pattern.compile(
          // annotations that are not needed to run
          "(javax\\.annotation\\.|org\\.jspecify\\.annotations\\."
              // Prometheus looks for a tracer; Flyway runs in no OSGi, and tells slips of its own
              + "|io\\.prometheus\\.metrics\\.tracer\\.initializer\\."
              + "|org\\.osgi\\.|org\\.apache\\.commons\\.text\\.similarity\\."
              // Reflections can write what it finds, and look into WARs
              + "|org\\.dom4j\\.|javax\\.servlet\\.).*");

  @TempDir private Path folder;

  private Dependencies server() throws IOException {
    List<Path> shipped = new ArrayList<>(unpacked(ear(), "lib/"));
    Path war = unpacked(ear(), "edge-http.war").getFirst();
    shipped.addAll(unpacked(war, "WEB-INF/lib/"));
    shipped.add(classes(war));
    return Dependencies.of(shipped, modules());
  }

  private static Path ear() {
    return Installation.directory().resolve("wildfly/open-recorder.ear");
  }

  private static List<Path> modules() throws IOException {
    try (Stream<Path> files = Files.walk(Installation.directory().resolve("wildfly/modules"))) {
      return files.filter(file -> file.toString().endsWith(".jar")).toList();
    }
  }

  private List<Path> unpacked(Path archive, String beginning) throws IOException {
    List<Path> unpacked = new ArrayList<>();
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      for (ZipEntry entry : zip.stream().filter(one -> isWanted(one, beginning)).toList()) {
        Path file = folder.resolve(archive.getFileName() + ".d").resolve(entry.getName());
        if (Files.notExists(file)) {
          Files.createDirectories(file.getParent());
          Files.copy(zip.getInputStream(entry), file);
        }
        unpacked.add(file);
      }
    }
    return unpacked;
  }

  private static boolean isWanted(ZipEntry entry, String beginning) {
    return !entry.isDirectory() && entry.getName().startsWith(beginning);
  }

  private Path classes(Path war) throws IOException {
    List<Path> unused = unpacked(war, "WEB-INF/classes/");
    return folder.resolve(war.getFileName() + ".d").resolve("WEB-INF/classes");
  }

  @Test
  void the_server_has_every_class_that_it_can_come_to() throws IOException {
    Dependencies server = server();
    assertThat(server.reached(OURS)).hasSizeGreaterThan(1_000);
    assertThat(missing(server, OURS)).isEmpty();

    // and a library that is left out is named
    Set<String> without = missing(server.without("commons-csv.jar"), OURS);
    assertThat(without).contains("org.apache.commons.csv.CSVFormat");
    assertThat(missing(server.without("commons-io.jar"), OURS))
        .isNotEmpty()
        .allMatch(name -> name.startsWith("org.apache.commons.io."));
  }

  private static Set<String> missing(Dependencies of, Pattern roots) {
    Set<String> missing = new TreeSet<>(of.missing(roots, SEEN_BY_DEPLOYMENTS));
    missing.removeIf(name -> OPTIONAL.matcher(name).matches());
    return missing;
  }

  @Test
  void the_commands_have_every_class_that_they_can_come_to() throws IOException {
    List<Path> classPath = new ArrayList<>(jars(Installation.directory().resolve("launcher")));
    Path modules = Installation.directory().resolve("wildfly/modules");
    classPath.addAll(jars(modules.resolve("org/postgresql/main")));
    for (String module : List.of("com/h2database/h2", "jakarta/json/api", "org/eclipse/parsson")) {
      classPath.addAll(jars(modules.resolve("system/layers/base").resolve(module + "/main")));
    }
    Pattern commands =
        Pattern.compile(
            "org\\.openrecorder\\.(settings\\.SettingsCli|bootstrap\\.ArchiveCommand"
                + "|audit\\.verify\\.VerifyAudit|audit\\.print\\.PrintAudit)");
    Dependencies launcher = Dependencies.of(classPath, List.of());
    assertThat(launcher.reached(commands)).hasSizeGreaterThan(100);
    Set<String> missing = new TreeSet<>(launcher.missing(commands, Pattern.compile("-")));
    missing.removeIf(name -> OPTIONAL.matcher(name).matches());
    assertThat(missing).isEmpty();
  }

  private static List<Path> jars(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".jar")).toList();
    }
  }
}
