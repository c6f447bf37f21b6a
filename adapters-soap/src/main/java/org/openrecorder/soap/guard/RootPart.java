package org.openrecorder.soap.guard;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openrecorder.soap.envelope.MalformedRequestException;

/**
 * The envelope out of a {@code multipart/related} body, which clients with attachments or MTOM
 * switched on send even where nothing is attached. A second part is refused: no call of ours has
 * one.
 */
final class RootPart {

  private static final String LINE = "\r\n";

  /** Maps each byte to a character and back, so that parts can be cut out as text. */
  private static final Charset BYTES = StandardCharsets.ISO_8859_1;

  private RootPart() {}

  static Body of(Body multipart) throws MalformedRequestException {
    String boundary =
        multipart
            .type()
            .parameter("boundary")
            .orElseThrow(
                () -> new MalformedRequestException("the multipart request has no boundary"));
    String[] parts = parts(LINE + new String(multipart.bytes(), BYTES), LINE + "--" + boundary);
    if (parts.length != 3 || !parts[2].startsWith("--")) {
      throw new MalformedRequestException("a multipart request must have one part: the envelope");
    }
    return part(parts[1]);
  }

  /** What precedes the first boundary, what lies between two, what follows the last. */
  private static String[] parts(String text, String delimiter) {
    return text.split(Pattern.quote(delimiter), 4);
  }

  private static Body part(String text) throws MalformedRequestException {
    int end = text.indexOf(LINE + LINE);
    if (end < 0) {
      throw new MalformedRequestException(
          "the part of the multipart request has no end of its header");
    }
    String[] header = text.substring(0, end).split(LINE, -1);
    requireUntransformed(header);
    ContentType type = ContentType.parse(field(header, "content-type").orElse("text/xml"));
    return new Body(type, text.substring(end + 2 * LINE.length()).getBytes(BYTES));
  }

  private static void requireUntransformed(String[] header) throws MalformedRequestException {
    String encoding = field(header, "content-transfer-encoding").orElse("binary");
    if (Stream.of("binary", "8bit", "7bit").noneMatch(encoding::equalsIgnoreCase)) {
      throw new MalformedRequestException("the part of the multipart request is encoded");
    }
  }

  private static Optional<String> field(String[] header, String name) {
    return Arrays.stream(header)
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst();
  }
}
