package org.openrecorder.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A page that says what proves something names tests that are there. */
class NamedTestsIT {

  private static final Path REPOSITORY = Path.of("..");

  private static final Pattern NAMED =
      Pattern.compile("`(?:[a-z]+/)?([A-Z][A-Za-z0-9]*(?:IT|Test|Contract))`");

  @ParameterizedTest
  @CsvSource({"README.md, 40", "docs/security.md, 30", "docs/reliability.md, 10"})
  void every_test_that_a_page_names_exists(String page, int least) throws IOException {
    Set<String> named =
        NAMED
            .matcher(Files.readString(REPOSITORY.resolve(page)))
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(named).hasSizeGreaterThan(least);
    named.removeAll(sources());
    assertThat(named).as("named and not there").isEmpty();
  }

  private static Set<String> sources() throws IOException {
    Set<String> names = new TreeSet<>();
    try (Stream<Path> modules = Files.list(REPOSITORY)) {
      for (Path module : modules.toList()) {
        names.addAll(sources(module.resolve("src")));
      }
    }
    return names;
  }

  private static Set<String> sources(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      return Set.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".java"))
          .map(name -> name.substring(0, name.length() - ".java".length()))
          .collect(Collectors.toSet());
    }
  }
}
