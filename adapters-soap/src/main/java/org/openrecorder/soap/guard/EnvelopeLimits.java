package org.openrecorder.soap.guard;

import java.util.Collection;
import org.openrecorder.soap.envelope.MalformedRequestException;

/** Counts what an envelope is made of, and says stop. */
final class EnvelopeLimits {

  /** Elements within each other: a call of ours has four, a security header some more. */
  static final int DEPTH = 16;

  /** Elements in all. */
  static final int ELEMENTS = 256;

  /** Attributes and namespace declarations of one element. */
  static final int ATTRIBUTES = 32;

  /** Characters of one attribute or namespace. */
  static final int ATTRIBUTE_LENGTH = 2_048;

  /** Characters between two tags: many times the longest tag. */
  static final int TEXT_LENGTH = 16_384;

  private int depth;
  private int elements;
  private int text;

  void enter(Collection<String> attributes, Collection<String> namespaces)
      throws MalformedRequestException {
    text = 0;
    require(++depth <= DEPTH, "elements are nested deeper than " + DEPTH);
    require(++elements <= ELEMENTS, "there are more than " + ELEMENTS + " elements");
    require(
        attributes.size() + namespaces.size() <= ATTRIBUTES,
        "an element has more than " + ATTRIBUTES + " attributes");
    check(attributes);
    check(namespaces);
  }

  void leave() {
    text = 0;
    depth--;
  }

  /** The same characters. */
  String read(String characters) throws MalformedRequestException {
    text += characters.length();
    require(text <= TEXT_LENGTH, "a text is longer than " + TEXT_LENGTH + " characters");
    return characters;
  }

  private static void check(Collection<String> values) throws MalformedRequestException {
    require(
        values.stream().allMatch(value -> value.length() <= ATTRIBUTE_LENGTH),
        "an attribute is longer than " + ATTRIBUTE_LENGTH + " characters");
  }

  private static void require(boolean within, String excess) throws MalformedRequestException {
    if (!within) {
      throw new MalformedRequestException("the envelope is refused: " + excess);
    }
  }
}
