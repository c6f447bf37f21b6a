package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The bill of materials names all that is installed, and nothing of it forbids to give it on. */
class ShippedComponentsIT {

  private static final String BOM = "http://cyclonedx.org/schema/bom/1.6";
  private static final Path INSTALLATION = Installation.directory();

  /**
   * What may be given on together with a work under the Apache License 2.0: the first ones in any
   * way, the others as the separate and unchanged libraries that they are here.
   */
  private static final Set<String> FITTING =
      Set.of(
          // permissive
          "Apache License 2.0",
          "Apache-2.0",
          "BSD 2-clause \"Simplified\" License",
          "BSD 3-Clause \"New\" or \"Revised\" License",
          "BSD-2-Clause",
          "BSD-3-Clause",
          "CC0-1.0",
          "Creative Commons Attribution 2.5",
          "Eclipse Distribution License, Version 1.0",
          "Indiana University Extreme! Lab Software License 1.1.1",
          "MIT",
          "MIT License",
          "MIT-0",
          "WTFPL",
          // of libraries
          "Common Public License 1.0",
          "EPL-2.0",
          "Eclipse Public License 1.0",
          "Eclipse Public License 2.0",
          "GNU General Public License v2.0 only, with Classpath exception",
          "GNU Lesser General Public License v2.1 only",
          "GNU Lesser General Public License v2.1 or later",
          "GNU Lesser General Public License v3.0 only",
          "GNU Lesser General Public License v3.0 or later",
          "GNU Library General Public License v2 only",
          "GPL-2.0-with-classpath-exception",
          "LGPL-2.1-only",
          "MPL-1.1",
          "Mozilla Public License 2.0");

  /**
   * Put together by WildFly from what is named, or a part of it for another machine or for the
   * browser.
   */
  private static final Pattern MADE_OF_OTHERS =
      Pattern.compile(
          "jboss-client|jboss-cli-client|launcher|wildfly-elytron-tool|jboss-modules"
              + "|(hal-console|netty-transport-native-unix-common)-.*");

  private static List<Component> components = List.of();

  /** One line of the bill. */
  private record Component(String name, String version, List<String> licences) {

    static Component of(Element element) {
      List<String> licences = new ArrayList<>();
      for (String kind : List.of("license", "expression")) {
        children(element, "licenses")
            .flatMap(all -> children(all, kind))
            .map(Component::licence)
            .forEach(licences::add);
      }
      return new Component(text(element, "name"), text(element, "version"), licences);
    }

    private static String licence(Element element) {
      return Stream.of("id", "name")
          .map(kind -> text(element, kind))
          .filter(text -> !text.isEmpty())
          .findFirst()
          .orElseGet(element::getTextContent);
    }

    private static String text(Element element, String kind) {
      return children(element, kind).map(Element::getTextContent).findFirst().orElse("");
    }

    boolean isIn(String file) {
      return file.equals(name) || file.equals(name + "-" + version);
    }
  }

  private static Stream<Element> children(Element element, String kind) {
    NodeList nodes = element.getChildNodes();
    return IntStream.range(0, nodes.getLength())
        .mapToObj(nodes::item)
        .filter(Element.class::isInstance)
        .map(Element.class::cast)
        .filter(child -> BOM.equals(child.getNamespaceURI()) && child.getLocalName().equals(kind));
  }

  @BeforeAll
  static void read() throws IOException, ParserConfigurationException, SAXException {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    Element bom =
        factory
            .newDocumentBuilder()
            .parse(INSTALLATION.resolve("licences/open-recorder.cdx.xml").toFile())
            .getDocumentElement();
    // besides, the bill names the tools that made it
    components =
        children(bom, "components")
            .flatMap(all -> children(all, "component"))
            .map(Component::of)
            .toList();
  }

  @Test
  void every_licence_fits_ours() {
    assertThat(components).hasSizeGreaterThan(800);
    assertThat(components)
        .filteredOn(component -> !component.licences().stream().allMatch(FITTING::contains))
        .as("licences that have to be looked at")
        .isEmpty();
    assertThat(components)
        .filteredOn(component -> component.licences().isEmpty())
        .as("without a licence")
        .isEmpty();
  }

  @Test
  void every_library_that_is_installed_is_named() throws IOException {
    Collection<String> files = new TreeSet<>();
    try (Stream<Path> all = Files.walk(INSTALLATION)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = file.getFileName().toString();
        collect(name, isArchive(name) ? Files.readAllBytes(file) : new byte[0], files);
      }
    }
    assertThat(files)
        .as("libraries of the EAR, of the WAR in it, of WildFly")
        .contains("asterisk-java")
        .anyMatch(file -> file.startsWith("adapters-soap-"))
        .anyMatch(file -> file.startsWith("undertow-core-"));
    assertThat(files)
        .filteredOn(file -> !MADE_OF_OTHERS.matcher(file).matches())
        .filteredOn(file -> components.stream().noneMatch(component -> component.isIn(file)))
        .as("installed and not in the bill of materials")
        .isEmpty();
  }

  /** A library's name without its ending, and those of what is packed in an archive. */
  private static void collect(String name, byte[] bytes, Collection<String> files)
      throws IOException {
    if (name.endsWith(".jar")) {
      files.add(name.substring(0, name.length() - ".jar".length()));
    } else if (isArchive(name)) {
      try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
          collect(Path.of(entry.getName()).getFileName().toString(), zip.readAllBytes(), files);
        }
      }
    }
  }

  private static boolean isArchive(String name) {
    return name.endsWith(".ear") || name.endsWith(".war");
  }

  @Test
  void the_list_for_people_has_a_line_for_each() throws IOException {
    List<String> lines = Files.readAllLines(INSTALLATION.resolve("licences/licences.txt"));
    assertThat(lines).hasSameSizeAs(components);
    assertThat(lines)
        .anyMatch(line -> line.matches("org\\.asteriskjava:asterisk-java:.* - Apache.*"));
    assertThat(INSTALLATION.resolve("wildfly/docs/licenses/mozilla public license 2.0.html"))
        .as("the texts of WildFly's licences")
        .exists();
    assertThat(lines.stream().filter(line -> line.endsWith(" - ")).collect(Collectors.joining()))
        .isEmpty();
  }
}
