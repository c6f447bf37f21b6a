package org.openrecorder.vulnerabilities;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads the libraries from a CycloneDX bill of materials in XML. */
final class BillOfMaterials {

  private static final String COMPONENT = "component";

  private final Deque<String> open = new ArrayDeque<>();
  private final List<Component> components = new ArrayList<>();
  private Map<String, String> texts = new HashMap<>();

  private BillOfMaterials() {}

  /**
   * The components of the bill, without the tools that made it, which it also names.
   *
   * @throws CheckUnavailable if the file is no bill of materials, or names no component
   */
  static List<Component> read(Path file) throws IOException, CheckUnavailable {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    try (InputStream in = Files.newInputStream(file)) {
      List<Component> components = new BillOfMaterials().read(factory.createXMLStreamReader(in));
      if (components.isEmpty()) {
        throw new CheckUnavailable("the bill of materials " + file + " names no component");
      }
      return components;
    } catch (XMLStreamException malformed) {
      throw new CheckUnavailable("the bill of materials " + file + " is malformed");
    }
  }

  private List<Component> read(XMLStreamReader xml) throws XMLStreamException {
    while (xml.hasNext()) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> begin(xml.getLocalName());
        case XMLStreamConstants.CHARACTERS -> text(xml.getText());
        case XMLStreamConstants.END_ELEMENT -> end();
        default -> {}
      }
    }
    return components;
  }

  private void begin(String name) {
    if (isComponent()) {
      texts.putIfAbsent(name, "");
    }
    open.push(name);
    if (isComponent()) {
      texts = new HashMap<>();
    }
  }

  /**
   * Whether the current element is a component of the list; components in the metadata are at
   * another depth.
   */
  private boolean isComponent() {
    return open.size() == 3 && COMPONENT.equals(open.peek()) && open.contains("components");
  }

  private void text(String text) {
    if (open.size() == 4) {
      texts.computeIfPresent(open.peek(), (name, before) -> before + text.strip());
    }
  }

  private void end() {
    if (isComponent()) {
      components.add(
          new Component(
              texts.getOrDefault("group", ""),
              texts.getOrDefault("name", ""),
              texts.getOrDefault("version", "")));
    }
    open.pop();
  }
}
