package org.openrecorder.soap.guard;

import java.util.Iterator;
import javax.xml.stream.events.Attribute;
import javax.xml.stream.events.StartElement;

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

  void enter(StartElement element) throws UnacceptableRequest {
    text = 0;
    require(++depth <= DEPTH, "elements are nested deeper than " + DEPTH);
    require(++elements <= ELEMENTS, "there are more than " + ELEMENTS + " elements");
    int count = check(element.getAttributes()) + check(element.getNamespaces());
    require(count <= ATTRIBUTES, "an element has more than " + ATTRIBUTES + " attributes");
  }

  void leave() {
    text = 0;
    depth--;
  }

  void read(String characters) throws UnacceptableRequest {
    text += characters.length();
    require(text <= TEXT_LENGTH, "a text is longer than " + TEXT_LENGTH + " characters");
  }

  /** How many attributes there are. */
  private static int check(Iterator<? extends Attribute> attributes) throws UnacceptableRequest {
    int count = 0;
    while (attributes.hasNext()) {
      require(
          attributes.next().getValue().length() <= ATTRIBUTE_LENGTH,
          "an attribute is longer than " + ATTRIBUTE_LENGTH + " characters");
      count++;
    }
    return count;
  }

  private static void require(boolean within, String excess) throws UnacceptableRequest {
    if (!within) {
      throw new UnacceptableRequest("the envelope is refused: " + excess);
    }
  }
}
