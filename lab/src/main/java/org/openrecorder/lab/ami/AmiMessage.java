package org.openrecorder.lab.ami;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One message on the manager line, in either direction: its fields in order. A name may occur more
 * than once, and is found without regard to case.
 */
public record AmiMessage(List<Field> fields) {
  /** One line of a message. */
  public record Field(String name, String value) {}

  public AmiMessage {
    fields = List.copyOf(fields);
  }

  /** An action with its arguments as alternating names and values. */
  public static AmiMessage action(String name, String... arguments) {
    if (arguments.length % 2 != 0) {
      throw new IllegalArgumentException("an argument of " + name + " has no value");
    }
    List<Field> fields = new ArrayList<>();
    fields.add(new Field("Action", name));
    for (int i = 0; i < arguments.length; i += 2) {
      fields.add(new Field(arguments[i], arguments[i + 1]));
    }
    return new AmiMessage(fields);
  }

  /**
   * Reads the lines between two blank ones; a line without a colon becomes a field with no value.
   */
  public static AmiMessage parse(List<String> lines) {
    return new AmiMessage(lines.stream().map(AmiMessage::field).toList());
  }

  private static Field field(String line) {
    int colon = line.indexOf(':');
    return colon < 0
        ? new Field(line, "")
        : new Field(line.substring(0, colon), line.substring(colon + 1).strip());
  }

  public AmiMessage with(String name, String value) {
    List<Field> more = new ArrayList<>(fields);
    more.add(new Field(name, value));
    return new AmiMessage(more);
  }

  /** The first value of that name. */
  public Optional<String> find(String name) {
    return fields.stream()
        .filter(f -> f.name().equalsIgnoreCase(name))
        .map(Field::value)
        .findFirst();
  }

  /** The first value of that name, or an empty string. */
  public String get(String name) {
    return find(name).orElse("");
  }

  /** All values of that name, for example the lines of a command's {@code Output}. */
  public List<String> all(String name) {
    return fields.stream().filter(f -> f.name().equalsIgnoreCase(name)).map(Field::value).toList();
  }

  public boolean isEvent(String name) {
    return get("Event").equals(name);
  }

  public boolean isAction(String name) {
    return get("Action").equalsIgnoreCase(name);
  }

  public boolean isResponse() {
    return find("Response").isPresent();
  }

  public boolean isSuccess() {
    return get("Response").equals("Success");
  }

  /** As it goes over the line. */
  String encoded() {
    return fields.stream()
        .map(f -> f.name() + ": " + f.value() + "\r\n")
        .collect(Collectors.joining("", "", "\r\n"));
  }

  @Override
  public String toString() {
    return fields.stream()
        .map(f -> f.name() + ": " + f.value())
        .collect(Collectors.joining(", ", "{", "}"));
  }
}
