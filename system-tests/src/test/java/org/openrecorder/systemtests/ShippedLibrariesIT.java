package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The libraries that are newer than WildFly's own, in the running server and on the disk: an older
 * one beside them would be loaded some day.
 */
@ExtendWith(BedExtension.class)
class ShippedLibrariesIT {

  private static final Path WILDFLY =
      Installation.directory().resolve("wildfly").toAbsolutePath().normalize();
  private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+)");

  private final RecorderServer server;

  ShippedLibrariesIT(TestEnvironment bed) {
    this.server = bed.server();
  }

  /** The files of the installation that the virtual machine has open. */
  private Collection<String> open() throws IOException {
    Collection<String> names = new TreeSet<>();
    try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(server.pid()), "fd"))) {
      for (Path file : files.toList()) {
        Path target = Files.isSymbolicLink(file) ? Files.readSymbolicLink(file) : file;
        if (target.startsWith(WILDFLY) && target.toString().endsWith(".jar")) {
          names.add(target.getFileName().toString());
        }
      }
    }
    return names;
  }

  private static Collection<String> installed() throws IOException {
    try (Stream<Path> files = Files.walk(WILDFLY)) {
      return files
          .map(Path::getFileName)
          .map(Path::toString)
          .filter(name -> name.endsWith(".jar"))
          .collect(TreeSet::new, Collection::add, Collection::addAll);
    }
  }

  private static List<String> of(String library, Collection<String> files) {
    return files.stream().filter(name -> name.matches(Pattern.quote(library) + "-\\d.*")).toList();
  }

  private static int[] version(String text) {
    Matcher numbers = VERSION.matcher(text);
    assertThat(numbers.find()).as(text).isTrue();
    return Stream.of(1, 2, 3).mapToInt(i -> Integer.parseInt(numbers.group(i))).toArray();
  }

  private static void assertAtLeast(String version, String least) {
    assertThat(Arrays.compare(version(version), version(least)))
        .as(version + " is not older than " + least)
        .isNotNegative();
  }

  /** The versions from which on the vulnerabilities that are known of them are mended. */
  @ParameterizedTest
  @CsvSource({
    "undertow-core, 2.3.25",
    "undertow-servlet, 2.3.25",
    "resteasy-core, 6.2.19",
    "resteasy-core-spi, 6.2.19",
    "parsson, 1.1.8"
  })
  void the_running_server_has_loaded_a_version_that_is_mended(String library, String mended)
      throws IOException {
    assertThat(server.health()).contains("UP");
    assertThat(of(library, open())).singleElement().satisfies(name -> assertAtLeast(name, mended));
    assertThat(of(library, installed())).isEqualTo(of(library, open()));
  }

  @Test
  void the_client_of_resteasy_is_as_new() throws IOException {
    assertThat(of("resteasy-client", installed()))
        .singleElement()
        .satisfies(name -> assertAtLeast(name, "6.2.19"));
  }

  @Test
  void the_driver_of_postgresql_is_mended() throws IOException {
    Path driver = WILDFLY.resolve("modules/org/postgresql/main/postgresql.jar");
    try (JarFile jar = new JarFile(driver.toFile())) {
      assertAtLeast(jar.getManifest().getMainAttributes().getValue("Bundle-Version"), "42.7.12");
    }
  }
}
