package org.openrecorder.settings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.openrecorder.settings.Setting.Given;

/**
 * The recorder's settings as given, by setting and name. If several sources give the same setting,
 * the one with the highest MicroProfile Config ordinal wins: system property, environment variable,
 * line in the file.
 */
final class RawSettings {

  private static final String PROPERTIES = "recorder.";
  private static final String VARIABLES = "RECORDER_";

  /** The largest distance between an unknown name and a known one that counts as a typing error. */
  private static final int NEAR = 4;

  private final Map<String, String> values = new HashMap<>();
  private final Map<String, Given> inProperties = new TreeMap<>();
  private final Map<String, Given> inVariables = new TreeMap<>();
  private final List<Given> properties = new ArrayList<>();
  private final List<Given> variables = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  private RawSettings() {}

  /**
   * Takes the settings from all sources of a configuration.
   *
   * @param lines the names in the settings file, which may contain nothing but settings
   */
  static RawSettings of(Config config, Set<String> lines) {
    RawSettings raw = new RawSettings();
    lines.stream().sorted().forEach(raw::checkLine);
    StreamSupport.stream(config.getConfigSources().spliterator(), false)
        .sorted(Comparator.comparingInt(ConfigSource::getOrdinal).reversed())
        .forEach(source -> new TreeMap<>(source.getProperties()).forEach(raw::take));
    return raw;
  }

  private void checkLine(String name) {
    if (!name.startsWith(PROPERTIES)) {
      problems.add(unknown(name));
    } else if (name.equals(Setting.CONFIG.property())) {
      problems.add(name + " cannot be set in the settings file itself");
    }
  }

  private void take(String name, String value) {
    if (name.startsWith(PROPERTIES)) {
      Setting.ofProperty(name)
          .ifPresentOrElse(key -> putProperty(key, value), () -> problems.add(unknown(name)));
    } else if (name.startsWith(VARIABLES)) {
      Setting.ofVariable(name)
          .ifPresentOrElse(key -> putVariable(key, value), () -> problems.add(unknown(name)));
    }
  }

  private void putProperty(Given key, String value) {
    Given before = inProperties.putIfAbsent(key.nameIdentity(), key);
    if (before != null && !before.name().equals(key.name())) {
      problems.add(before.property() + " and " + key.property() + " spell one name in two ways");
    }
    properties.add(key);
    values.putIfAbsent(key.identity(), value);
  }

  private void putVariable(Given key, String value) {
    variables.add(key);
    inVariables.putIfAbsent(key.nameIdentity(), key);
    values.putIfAbsent(key.identity(), value);
  }

  private static String unknown(String name) {
    return name + " is no setting" + near(name).map(one -> "; was " + one + " meant?").orElse("");
  }

  private static Optional<String> near(String name) {
    boolean variable = name.startsWith(VARIABLES);
    return Arrays.stream(Setting.values())
        .map(setting -> variable ? setting.variable() : setting.property())
        .filter(known -> distance(known, name) <= NEAR)
        .min(Comparator.comparingInt(known -> distance(known, name)));
  }

  /** The Levenshtein distance. */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int substitution = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substitution, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[other.length()];
  }

  /**
   * The value without surrounding blanks. A blank value counts as not given, and still overrides
   * lower sources.
   */
  Optional<String> value(Given key) {
    return Optional.ofNullable(values.get(key.identity()))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }

  /**
   * Whether the value is given and blank, which overrides lower sources. For a list that limits a
   * client this is an empty list, as opposed to no limit.
   */
  boolean isBlank(Given key) {
    return Optional.ofNullable(values.get(key.identity())).filter(String::isBlank).isPresent();
  }

  /**
   * The names for which a setting of that kind is given, in order. The spelling of a property is
   * preferred to that of a variable, which can contain neither capitals nor dots.
   */
  Collection<String> names(Setting kind) {
    Map<String, String> names = new TreeMap<>();
    inVariables.forEach((identity, key) -> collect(names, kind, identity, key));
    inProperties.forEach((identity, key) -> collect(names, kind, identity, key));
    return names.values();
  }

  /**
   * The items for which that setting of that name is given, in order, properties before variables.
   */
  Collection<Given> items(Setting setting, String name) {
    Map<String, Given> items = new TreeMap<>();
    Stream.concat(variables.stream(), properties.stream())
        .filter(given -> given.setting() == setting)
        .filter(given -> given.nameIdentity().equals(new Given(setting, name).nameIdentity()))
        .forEach(given -> items.put(given.identity(), given));
    return items.values();
  }

  private static void collect(Map<String, String> names, Setting kind, String identity, Given key) {
    if (key.setting().named() && key.setting().prefix().equals(kind.prefix())) {
      names.put(identity, key.name());
    }
  }

  List<String> problems() {
    return problems;
  }
}
