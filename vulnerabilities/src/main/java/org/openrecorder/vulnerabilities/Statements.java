package org.openrecorder.vulnerabilities;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The vendor's statements about known vulnerabilities in the product: an OpenVEX document. */
final class Statements {

  private static final Set<String> CLOSED = Set.of("not_affected", "fixed");

  private final List<Statement> all;

  private record Statement(List<String> names, List<String> products, String status, String why) {

    boolean isAbout(Advisory advisory, Component component) {
      return products.contains(component.purl())
          && advisory.names().stream().anyMatch(names::contains);
    }
  }

  private Statements(List<Statement> all) {
    this.all = all;
  }

  /** Reads the document. */
  static Statements read(Path file) throws IOException, CheckUnavailable {
    try (JsonReader reader = Json.createReader(Files.newInputStream(file))) {
      return new Statements(
          OsvJson.objects(reader.readObject(), "statements").map(Statements::statement).toList());
    } catch (JsonException malformed) {
      throw new CheckUnavailable("the statements in " + file + " are malformed");
    }
  }

  private static Statement statement(JsonObject json) {
    JsonObject vulnerability = OsvJson.object(json, "vulnerability");
    List<String> names = new ArrayList<>(OsvJson.strings(vulnerability, "aliases").toList());
    names.add(vulnerability.getString("name", ""));
    return new Statement(
        names,
        OsvJson.objects(json, "products").map(one -> one.getString("@id", "")).toList(),
        json.getString("status", ""),
        json.getString("justification", ""));
  }

  /**
   * Why that vulnerability of that component does not affect the product; empty if no statement
   * says so.
   */
  Optional<String> harmless(Advisory advisory, Component component) {
    return all.stream()
        .filter(one -> CLOSED.contains(one.status()) && one.isAbout(advisory, component))
        .map(one -> (one.status() + " " + one.why()).strip())
        .findFirst();
  }
}
