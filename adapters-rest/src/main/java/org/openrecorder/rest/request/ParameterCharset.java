package org.openrecorder.rest.request;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How the bytes of parameters become text: by the first of these charsets that they are valid in.
 *
 * @param candidates at least one
 */
public record ParameterCharset(List<Charset> candidates) {

  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

  public static final ParameterCharset UTF_8 =
      new ParameterCharset(List.of(StandardCharsets.UTF_8));

  /**
   * UTF-8, or what clients wrote before it. Bytes that are valid UTF-8 are hardly ever meant
   * otherwise; all others mean the same text each time, so that a client gets back what it stored.
   */
  public static final ParameterCharset UTF_8_OR_WINDOWS_1252 =
      new ParameterCharset(List.of(StandardCharsets.UTF_8, WINDOWS_1252));

  /** What web browsers read as windows-1252, of which the printable characters are a part. */
  private static final List<Charset> LATIN_1 =
      List.of(StandardCharsets.ISO_8859_1, StandardCharsets.US_ASCII);

  private static final Pattern DECLARED =
      Pattern.compile("charset\\s*=\\s*[\"']?([^\"';,\\s]+)", Pattern.CASE_INSENSITIVE);

  public ParameterCharset {
    candidates = List.copyOf(candidates);
  }

  /**
   * The one that a form declares in its {@code Content-Type}, else UTF-8 or windows-1252.
   *
   * @throws MalformedRequestException if the declared one is not known
   */
  public static ParameterCharset of(@Nullable String contentType) {
    Matcher declared = DECLARED.matcher(Optional.ofNullable(contentType).orElse(""));
    return declared.find() ? named(declared.group(1)) : UTF_8_OR_WINDOWS_1252;
  }

  private static ParameterCharset named(String name) {
    try {
      Charset declared = Charset.forName(name);
      return new ParameterCharset(List.of(LATIN_1.contains(declared) ? WINDOWS_1252 : declared));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
      throw MalformedRequestException.because("the charset of the form is not known");
    }
  }

  /**
   * The text that the bytes are.
   *
   * @throws MalformedRequestException if they are valid in none
   */
  String decode(byte[] bytes) {
    return candidates.stream()
        .flatMap(charset -> decoded(bytes, charset).stream())
        .findFirst()
        .orElseThrow(
            () -> MalformedRequestException.because("the parameters are not in " + names()));
  }

  private static Optional<String> decoded(byte[] bytes, Charset charset) {
    try {
      return Optional.of(charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException malformed) {
      return Optional.empty();
    }
  }

  private String names() {
    return candidates.stream().map(Charset::name).collect(Collectors.joining(" or "));
  }
}
