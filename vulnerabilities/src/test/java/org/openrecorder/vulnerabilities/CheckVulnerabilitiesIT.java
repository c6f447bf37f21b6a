package org.openrecorder.vulnerabilities;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckVulnerabilitiesIT {

  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

  private static final String BILL =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <bom xmlns="http://cyclonedx.org/schema/bom/1.6" version="1">
        <metadata>
          <tools><components><component type="library"><group>org.cyclonedx</group>
            <name>cyclonedx-maven-plugin</name><version>2.9.3</version></component></components></tools>
          <component type="application"><group>org.openrecorder</group><name>server</name>
            <version>0.1.0</version></component>
        </metadata>
        <components>
          <component type="library"><group>io.undertow</group><name>undertow-core</name>
            <version>2.3.23.Final</version><licenses><license><name>Apache</name></license></licenses></component>
          <component type="library"><group>org.apache.cxf</group><name>cxf-core</name>
            <version>4.0.10</version></component>
        </components>
      </bom>
      """;

  private static final String UNDERTOW =
      advisory(
          "GHSA-3gv6-g396-9v4r", "CVE-2026-28367", "io.undertow:undertow-core", "2.3.25.Final");
  private static final String CXF =
      advisory("GHSA-gw93-jmqp-6572", "CVE-2026-49875", "org.apache.cxf:cxf-core", "4.1.7");
  private static final String OTHERS =
      advisory("GHSA-0000-0000-0000", "CVE-2026-1", "org.cyclonedx:cyclonedx-maven-plugin", "9");

  private static final String STATEMENTS =
      """
      {"@context": "https://openvex.dev/ns/v0.2.0", "statements": [
        {"vulnerability": {"name": "CVE-2026-49875"}, "status": "%s",
         "products": [{"@id": "pkg:maven/org.apache.cxf/cxf-core@%s"}],
         "justification": "vulnerable_code_not_in_execute_path"}]}
      """;

  @TempDir Path folder;
  private String said = "";

  @BeforeEach
  void bill() throws IOException {
    write("open-recorder.cdx.xml", BILL);
    write("open-recorder.openvex.json", STATEMENTS.formatted("not_affected", "4.0.10"));
  }

  private static String advisory(String id, String cve, String name, String fixed) {
    return """
    {"id": "%s", "aliases": ["%s"], "modified": "2026-11-28T10:00:00Z", "summary": "Something is wrong",
     "affected": [{"package": {"ecosystem": "Maven", "name": "%s"},
       "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "%s"}]}]}],
     "database_specific": {"severity": "HIGH"}}
    """
        .formatted(id, cve, name, fixed);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Path zip(Map<String, String> entries) throws IOException {
    Path file = folder.resolve("all.zip");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    return file;
  }

  private int check(Path... lists) {
    List<String> arguments = new ArrayList<>(List.of(folder.toString()));
    List.of(lists).forEach(list -> arguments.add(list.toString()));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int status =
        CheckVulnerabilities.run(
            arguments.toArray(String[]::new),
            new PrintStream(bytes, true, StandardCharsets.UTF_8),
            NOW);
    said = bytes.toString(StandardCharsets.UTF_8);
    return status;
  }

  @Test
  void what_is_open_is_named_and_what_is_stated_to_be_harmless_is_told_apart() throws IOException {
    Path list = zip(Map.of("a.json", UNDERTOW, "b.json", CXF, "c.json", OTHERS, "README", "none"));
    assertThat(check(list)).isEqualTo(1);
    assertThat(said)
        .isEqualTo(
            """
            OPEN  GHSA-3gv6-g396-9v4r CVE-2026-28367 (HIGH) io.undertow:undertow-core:2.3.23.Final, \
            fixed in 2.3.25.Final: Something is wrong
            KNOWN GHSA-gw93-jmqp-6572 CVE-2026-49875 (HIGH) org.apache.cxf:cxf-core:4.0.10, fixed in \
            4.1.7, not_affected vulnerable_code_not_in_execute_path: Something is wrong
            2 components, 3 advisories: 1 open, 1 known and stated to be harmless
            the newest advisory is of 2026-11-28T10:00:00Z
            """);
  }

  @Test
  void where_nothing_is_open_the_status_is_0() throws IOException {
    assertThat(check(write("cxf.json", CXF))).isZero();
    assertThat(check(write("others.json", OTHERS))).isZero();
    assertThat(said).contains("0 open, 0 known");
  }

  @Test
  void a_statement_is_about_one_version_and_counts_only_if_it_says_so() throws IOException {
    write("open-recorder.openvex.json", STATEMENTS.formatted("not_affected", "4.0.11"));
    assertThat(check(write("cxf.json", CXF))).isEqualTo(1);
    write("open-recorder.openvex.json", STATEMENTS.formatted("affected", "4.0.10"));
    assertThat(check(write("cxf.json", CXF))).isEqualTo(1);
  }

  @Test
  void an_answer_of_osv_and_a_folder_are_lists_too() throws IOException {
    assertThat(check(write("answer.json", "{\"vulns\": [" + UNDERTOW + "," + CXF + "]}")))
        .isEqualTo(1);
    Files.createDirectory(folder.resolve("list"));
    write("list/one.json", UNDERTOW);
    assertThat(check(folder.resolve("list"))).isEqualTo(1);
    assertThat(check(write("cxf.json", CXF), write("undertow.json", UNDERTOW))).isEqualTo(1);
  }

  @Test
  void an_advisory_that_was_withdrawn_or_is_of_another_ecosystem_is_none() throws IOException {
    String withdrawn = UNDERTOW.replaceFirst("\\{", "{\"withdrawn\": \"2026-07-07T00:00:00Z\",");
    assertThat(check(write("withdrawn.json", withdrawn), write("cxf.json", CXF))).isZero();
    String npm = UNDERTOW.replace("Maven", "npm");
    assertThat(check(write("npm.json", npm), write("cxf.json", CXF))).isZero();
  }

  @Test
  void an_old_list_is_told() throws IOException {
    assertThat(check(write("old.json", CXF.replace("2026-11-28", "2026-10-28")))).isZero();
    assertThat(said).contains("THE LIST IS OLD");
  }

  /** Otherwise a failed download would look like a product without vulnerabilities. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>",
        "[]",
        "{}",
        "{\"id\": 1",
        "{\"vulns\": []}",
        "{\"message\": \"no\"}"
      })
  void what_is_no_list_is_not_taken_for_an_empty_one(String text) throws IOException {
    assertThat(check(write("list.json", text))).isEqualTo(2);
    assertThat(said).startsWith("check-vulnerabilities: ").hasLineCount(1);
  }

  @Test
  void a_damaged_or_empty_zip_a_folder_of_nothing_and_a_missing_file_are_told() throws IOException {
    assertThat(check(zip(Map.of("README", "none")))).isEqualTo(2);
    byte[] whole = Files.readAllBytes(zip(Map.of("a.json", UNDERTOW)));
    Files.write(folder.resolve("all.zip"), Arrays.copyOf(whole, 60));
    assertThat(check(folder.resolve("all.zip"))).isEqualTo(2);
    write("all.zip", "<html>404</html>");
    assertThat(check(folder.resolve("all.zip"))).isEqualTo(2);
    Files.createDirectory(folder.resolve("empty"));
    assertThat(check(folder.resolve("empty"))).isEqualTo(2);
    assertThat(check(folder.resolve("missing.json"))).isEqualTo(2);
    assertThat(said).contains("cannot be read");
    assertThat(check()).isEqualTo(2);
    assertThat(said).startsWith("usage: check-vulnerabilities LIST...");
  }

  @Test
  void a_bill_that_names_nothing_or_something_outside_is_told() throws IOException {
    Path list = write("cxf.json", CXF);
    write("open-recorder.cdx.xml", "<bom xmlns=\"http://cyclonedx.org/schema/bom/1.6\"/>");
    assertThat(check(list)).isEqualTo(2);
    write("open-recorder.cdx.xml", "<bom><components>");
    assertThat(check(list)).isEqualTo(2);
    Files.delete(folder.resolve("open-recorder.cdx.xml"));
    assertThat(check(list)).isEqualTo(2);
  }

  @Test
  void texts_of_the_list_move_no_terminal() throws IOException {
    String hostile =
        UNDERTOW.replace("Something is wrong", "a\\u001b[2Jb\\nOPEN c" + "d".repeat(500));
    assertThat(check(write("hostile.json", hostile))).isEqualTo(1);
    assertThat(said).contains("a?[2Jb?OPEN c").hasLineCount(3).doesNotContain("\u001b");
  }
}
