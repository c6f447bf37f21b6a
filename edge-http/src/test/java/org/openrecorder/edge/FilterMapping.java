package org.openrecorder.edge;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.io.File;
import java.lang.reflect.Constructor;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** A filter mapping of our {@code web.xml}. */
record FilterMapping(String name, String className, String pattern, DispatcherType dispatcher) {

  /** All of them, in their order. */
  static List<FilterMapping> all() throws Exception {
    Document webXml =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new File("src/main/webapp/WEB-INF/web.xml"));
    return elements(webXml.getElementsByTagName("filter-mapping")).stream()
        .map(mapping -> of(webXml, mapping))
        .toList();
  }

  private static FilterMapping of(Document webXml, Element mapping) {
    String name = text(mapping, "filter-name");
    String className =
        elements(webXml.getElementsByTagName("filter")).stream()
            .filter(filter -> text(filter, "filter-name").equals(name))
            .map(filter -> text(filter, "filter-class"))
            .findFirst()
            .orElseThrow();
    return new FilterMapping(
        name,
        className,
        text(mapping, "url-pattern"),
        DispatcherType.valueOf(text(mapping, "dispatcher")));
  }

  private static List<Element> elements(NodeList nodes) {
    return IntStream.range(0, nodes.getLength())
        .mapToObj(nodes::item)
        .map(Element.class::cast)
        .toList();
  }

  private static String text(Element parent, String name) {
    return parent.getElementsByTagName(name).item(0).getTextContent().strip();
  }

  boolean isOf(Class<? extends Filter> type) {
    return className.equals(type.getName());
  }

  /** With what the container would hand to its constructor. */
  Filter newFilter(ErrorResponses rejections) throws ReflectiveOperationException {
    Constructor<?> constructor = Class.forName(className).getConstructors()[0];
    return (Filter)
        (constructor.getParameterCount() == 0
            ? constructor.newInstance()
            : constructor.newInstance(rejections));
  }
}
