package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is stated of known vulnerabilities is about what is shipped, and true of the running server.
 */
@ExtendWith(BedExtension.class)
class KnownVulnerabilitiesIT {

  private static final Path INSTALLATION = Installation.directory();
  private static final Path PAGE = Path.of("../docs/vulnerabilities.md");
  private static final Pattern NAME = Pattern.compile("CVE-\\d{4}-\\d+|GHSA(-[0-9a-z]{4}){3}");
  private static final Pattern NOT_LOADED =
      Pattern.compile("The server loads no class of ([a-z0-9.]+)\\.");

  @TempDir Path folder;
  private final RecorderServer server;

  KnownVulnerabilitiesIT(TestEnvironment bed) {
    this.server = bed.server();
  }

  private static List<JsonNode> statements() throws IOException {
    List<JsonNode> statements = new ArrayList<>();
    new ObjectMapper()
        .readTree(INSTALLATION.resolve("licences/open-recorder.openvex.json").toFile())
        .get("statements")
        .forEach(statements::add);
    return statements;
  }

  private static Collection<String> names(JsonNode statement) {
    return NAME.matcher(statement.get("vulnerability").toString())
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void each_statement_is_about_something_that_is_shipped_in_that_version() throws IOException {
    String bill = Files.readString(INSTALLATION.resolve("licences/open-recorder.cdx.xml"));
    for (JsonNode statement : statements()) {
      for (JsonNode product : statement.get("products")) {
        assertThat(bill).contains("<purl>" + product.get("@id").asText() + "?type=jar</purl>");
      }
    }
  }

  @Test
  void the_page_tells_of_each_statement_and_of_no_other_open_vulnerability() throws IOException {
    String page = Files.readString(PAGE);
    String open = page.substring(page.indexOf("## Open,"), page.indexOf("## What this page"));
    Set<String> told =
        NAME.matcher(open).results().map(MatchResult::group).collect(Collectors.toSet());
    Set<String> stated = new TreeSet<>();
    for (JsonNode statement : statements()) {
      stated.addAll(names(statement));
      assertThat(open).contains(statement.get("impact_statement").asText());
    }
    assertThat(told).containsExactlyInAnyOrderElementsOf(stated);
  }

  @Test
  void what_is_said_not_to_be_loaded_is_not_loaded() throws IOException {
    assertThat(new Crm(server).json("/recordings").get("items")).isNotNull();
    String loaded = server.loadedClasses();
    assertThat(loaded).contains("io.undertow.server.HttpServerExchange");
    Set<String> packages = new TreeSet<>();
    for (JsonNode statement : statements()) {
      NOT_LOADED
          .matcher(statement.get("impact_statement").asText())
          .results()
          .forEach(match -> packages.add(match.group(1)));
    }
    assertThat(packages).contains("io.netty");
    assertThat(packages).allSatisfy(name -> assertThat(loaded).doesNotContain(name + "."));
  }

  private static String advisory(String name, String packageName, String fixed) {
    return """
    {"id": "%s", "modified": "2026-11-28T10:00:00Z", "summary": "of this test", "affected": [
      {"package": {"ecosystem": "Maven", "name": "%s"}, "ranges": [{"type": "ECOSYSTEM", "events": [
        {"introduced": "0"}, {"fixed": "%s"}]}]}]}
    """
        .formatted(name, packageName, fixed);
  }

  private RecorderServer.Said check(String... advisories) throws IOException {
    Path list =
        Files.writeString(
            folder.resolve("list.json"),
            "{\"vulns\": [" + String.join(",", advisories) + "]}",
            StandardCharsets.UTF_8);
    return server.run("check-vulnerabilities", "", list.toString());
  }

  @Test
  void the_command_finds_nothing_open_in_what_is_known_and_tells_of_what_is_not()
      throws IOException {
    String undertow = advisory("CVE-2026-28367", "io.undertow:undertow-core", "2.3.25.Final");
    String cxf = advisory("CVE-2026-49875", "org.apache.cxf:cxf-core", "4.1.7");
    RecorderServer.Said known = check(undertow, cxf);
    assertThat(known.words())
        .startsWith("KNOWN CVE-2026-49875")
        .contains(" 0 open, 1 known and stated to be harmless")
        .doesNotContain("28367");
    assertThat(known.status()).isZero();
    RecorderServer.Said open = check(cxf, advisory("CVE-2026-0", "com.h2database:h2", "99"));
    assertThat(open.words()).startsWith("OPEN  CVE-2026-0 (no severity) com.h2database:h2:");
    assertThat(open.status()).isEqualTo(1);
    assertThat(
            server.run("check-vulnerabilities", "", folder.resolve("no.zip").toString()).status())
        .isEqualTo(2);
    assertThat(server.run("check-vulnerabilities", "").words()).startsWith("usage:");
  }
}
