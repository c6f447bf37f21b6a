package org.openrecorder.domain.call;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How one PBX names the devices of an extension: {@code 420-mobile} or {@code 99420} for 420. An
 * alias takes precedence over the pattern; where neither applies, the extension is the name of the
 * device.
 */
public final class ExtensionRules {

  /** Each device is its own extension. */
  public static final ExtensionRules NONE = new ExtensionRules(Optional.empty(), Map.of());

  private final Optional<Pattern> pattern;
  private final Map<String, Extension> aliases = new HashMap<>();

  /**
   * The rules of one PBX.
   *
   * @param pattern must match a whole name such as {@code 420-mobile} or {@code PJSIP/420-mobile};
   *     the first group that takes part in the match is the extension
   * @param aliases names of devices, {@code TECH/name} or without the technology, by extension
   */
  public ExtensionRules(Optional<Pattern> pattern, Map<Extension, List<String>> aliases) {
    this.pattern = pattern;
    aliases.forEach(
        (extension, devices) ->
            devices.forEach(device -> this.aliases.put(key(device), extension)));
  }

  /** The extension of the telephone behind that channel; empty where there is none. */
  public Optional<Extension> extensionOf(ChannelName name) {
    return name.endpoint()
        .flatMap(endpoint -> alias(name, endpoint).or(() -> matched(name, endpoint)))
        .or(name::extension);
  }

  private Optional<Extension> alias(ChannelName name, String endpoint) {
    return names(name, endpoint)
        .map(device -> aliases.get(key(device)))
        .filter(Objects::nonNull)
        .findFirst();
  }

  private Optional<Extension> matched(ChannelName name, String endpoint) {
    return names(name, endpoint)
        .flatMap(device -> pattern.map(rule -> rule.matcher(device)).stream())
        .filter(Matcher::matches)
        .flatMap(ExtensionRules::groups)
        .filter(Extension::isOne)
        .map(Extension::new)
        .findFirst();
  }

  private static Stream<String> names(ChannelName name, String endpoint) {
    return Stream.of(endpoint, name.tech() + "/" + endpoint);
  }

  private static Stream<String> groups(Matcher match) {
    return IntStream.rangeClosed(1, match.groupCount())
        .mapToObj(match::group)
        .filter(Objects::nonNull);
  }

  private static String key(String device) {
    return device.toLowerCase(Locale.ROOT);
  }
}
