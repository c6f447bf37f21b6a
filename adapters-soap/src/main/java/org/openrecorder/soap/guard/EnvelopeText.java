package org.openrecorder.soap.guard;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openrecorder.soap.envelope.MalformedRequestException;

/**
 * The bytes of a document as text: in the charset that the request names, else the one that the
 * document begins with or declares, else UTF-8. Bytes that are not in it are refused, and not
 * replaced: the parser would complain of them on the server's standard error.
 */
final class EnvelopeText {

  private static final char BYTE_ORDER_MARK = '\ufeff';

  /** Bytes that are looked at for a declaration; the longest sensible one has some 60. */
  private static final int DECLARATION = 200;

  private static final Pattern DECLARED =
      Pattern.compile("<\\?xml[^>]*?\\sencoding\\s*=\\s*[\"']([^\"'>]+)[\"'].*", Pattern.DOTALL);

  private EnvelopeText() {}

  static String of(Body body) throws MalformedRequestException {
    Charset charset = charset(body);
    try {
      String text = charset.newDecoder().decode(ByteBuffer.wrap(body.bytes())).toString();
      return text.startsWith(String.valueOf(BYTE_ORDER_MARK)) ? text.substring(1) : text;
    } catch (CharacterCodingException malformed) {
      throw new MalformedRequestException("the request is not in its charset, " + charset.name());
    }
  }

  private static Charset charset(Body body) throws MalformedRequestException {
    Optional<String> named = body.type().charset();
    if (named.isPresent()) {
      return known(named.get());
    }
    Optional<Charset> begun = begun(body.bytes());
    return begun.isPresent() ? begun.get() : declared(body.bytes());
  }

  private static Charset known(String name) throws MalformedRequestException {
    try {
      return Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
      throw new MalformedRequestException("the charset of the request is not known");
    }
  }

  /** UTF-16, by its byte order mark or by the first two characters (XML 1.0, appendix F). */
  private static Optional<Charset> begun(byte[] bytes) {
    int first = bytes.length < 4 ? 0 : ByteBuffer.wrap(bytes).getInt();
    return switch (first >>> 16) {
      case 0xfeff, 0xfffe -> Optional.of(StandardCharsets.UTF_16);
      case 0x003c -> Optional.of(StandardCharsets.UTF_16BE);
      case 0x3c00 -> Optional.of(StandardCharsets.UTF_16LE);
      default -> Optional.empty();
    };
  }

  private static Charset declared(byte[] bytes) throws MalformedRequestException {
    String start =
        new String(bytes, 0, Math.min(bytes.length, DECLARATION), StandardCharsets.ISO_8859_1);
    Matcher declaration = DECLARED.matcher(start);
    return declaration.matches() ? readable(known(declaration.group(1))) : StandardCharsets.UTF_8;
  }

  /** What declares UTF-16 in letters of one byte was written for a text, and sent in UTF-8. */
  private static Charset readable(Charset declared) {
    return declared.name().startsWith("UTF-16") ? StandardCharsets.UTF_8 : declared;
  }
}
