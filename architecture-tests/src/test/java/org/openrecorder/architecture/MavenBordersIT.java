package org.openrecorder.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The borders between modules that Maven guards, shown to bite: each is broken in a copy. */
class MavenBordersIT {

  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
  private static final long BOUND_SECONDS = 120;

  /** What no module of ours may depend on, by module; none makes a circle. */
  private static final Map<String, String> FORBIDDEN =
      Map.of(
          "domain", "org.slf4j:slf4j-api",
          "application", "jakarta.platform:jakarta.jakartaee-api",
          "adapters-archive", "org.openrecorder:settings",
          "adapters-asterisk", "org.openrecorder:adapters-archive",
          "adapters-metrics", "org.openrecorder:adapters-archive",
          "adapters-oidc", "org.openrecorder:adapters-archive",
          "adapters-persistence", "org.openrecorder:adapters-archive",
          "adapters-rest", "org.openrecorder:adapters-archive",
          "adapters-soap", "org.openrecorder:adapters-rest");

  @TempDir Path copy;

  @Test
  void the_build_refuses_what_each_module_may_not_depend_on() throws Exception {
    copyPoms();
    for (Map.Entry<String, String> one : FORBIDDEN.entrySet()) {
      plant(one.getKey(), one.getValue());
    }
    String said = validated();
    FORBIDDEN.forEach(
        (module, forbidden) ->
            assertThat(said.lines())
                .as(module + " in\n" + said)
                .anyMatch(line -> line.contains("on project " + module + ":")));
    for (String forbidden : FORBIDDEN.values()) {
      assertThat(said).containsPattern(forbidden + ":jar:\\S+ <--- banned");
    }
  }

  @Test
  void every_adapter_and_what_is_inside_of_them_has_a_border() throws IOException {
    try (Stream<Path> modules = Files.list(PROJECT)) {
      List<String> inner =
          modules
              .filter(module -> Files.exists(module.resolve("pom.xml")))
              .map(module -> module.getFileName().toString())
              .filter(name -> name.matches("domain|application|adapters-.*"))
              .toList();
      assertThat(inner).containsExactlyInAnyOrderElementsOf(FORBIDDEN.keySet());
    }
  }

  private void copyPoms() throws IOException {
    Files.copy(PROJECT.resolve("pom.xml"), copy.resolve("pom.xml"));
    try (Stream<Path> modules = Files.list(PROJECT)) {
      for (Path module : modules.filter(one -> Files.exists(one.resolve("pom.xml"))).toList()) {
        Path there = Files.createDirectory(copy.resolve(module.getFileName()));
        Files.copy(module.resolve("pom.xml"), there.resolve("pom.xml"));
      }
    }
  }

  private void plant(String module, String forbidden) throws IOException {
    String[] name = forbidden.split(":", 2);
    Path pom = copy.resolve(module).resolve("pom.xml");
    String dependency =
        "<dependencies><dependency><groupId>%s</groupId><artifactId>%s</artifactId>%s</dependency>"
            .formatted(name[0], name[1], "<scope>compile</scope>");
    Files.writeString(pom, Files.readString(pom).replaceFirst("<dependencies>", dependency));
  }

  /** What Maven says of all the modules; nothing is compiled or fetched for it. */
  private String validated() throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of("timeout", BOUND_SECONDS + "s", PROJECT.resolve("mvnw").toString()));
    command.addAll(List.of("-q", "-B", "-ntp", "-o", "-fn", "-f", copy.toString()));
    command.addAll(List.of("-pl", String.join(",", FORBIDDEN.keySet()), "-am", "validate"));
    ProcessBuilder maven = new ProcessBuilder(command).redirectErrorStream(true);
    maven.environment().remove("MAVEN_PROJECTBASEDIR");
    Process process = maven.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS)).isTrue();
    return said;
  }
}
