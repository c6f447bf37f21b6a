package org.openrecorder.settings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.openrecorder.settings.Setting.Given;

/**
 * The recorder's settings as they were given, by setting and name. Where several sources set the
 * same one, the one with the highest MicroProfile Config ordinal counts: system property,
 * environment variable, line in the file.
 */
final class RawSettings {

  private static final String PROPERTIES = "recorder.";
  private static final String VARIABLES = "RECORDER_";

  /** How far a name may be from a known one to be taken for a slip. */
  private static final int NEAR = 4;

  private final Map<Given, String> values = new LinkedHashMap<>();
  private final Map<String, Integer> ordinals = new HashMap<>();
  private final Map<String, Given> spellings = new HashMap<>();
  private final List<String> problems = new ArrayList<>();

  static RawSettings of(Config config) {
    RawSettings raw = new RawSettings();
    StreamSupport.stream(config.getPropertyNames().spliterator(), false)
        .distinct()
        .sorted()
        .forEach(name -> raw.take(name, config.getConfigValue(name)));
    return raw;
  }

  private void take(String name, ConfigValue value) {
    if (value.getValue() == null) {
      return;
    }
    if (name.startsWith(PROPERTIES)) {
      take(name, Setting.ofProperty(name), value);
    } else if (name.startsWith(VARIABLES)) {
      take(name, Setting.ofVariable(name), value);
    }
  }

  private void take(String name, Optional<Given> key, ConfigValue value) {
    key.ifPresentOrElse(known -> put(known, value), () -> problems.add(unknown(name)));
  }

  /**
   * A property's spelling of a name is kept before a variable's, which cannot say capitals and
   * dots.
   */
  private void put(Given key, ConfigValue value) {
    String identity = key.identity();
    Integer before = ordinals.get(identity);
    if (before == null || before < value.getSourceOrdinal()) {
      Given old = spellings.put(identity, spellings.getOrDefault(identity, key));
      values.put(old == null ? key : old, value.getValue());
      ordinals.put(identity, value.getSourceOrdinal());
    }
  }

  private static String unknown(String name) {
    return name + " is no setting" + near(name).map(one -> "; was " + one + " meant?").orElse("");
  }

  private static Optional<String> near(String name) {
    boolean property = name.startsWith(PROPERTIES);
    return Arrays.stream(Setting.values())
        .map(setting -> property ? setting.property() : setting.variable())
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

  Map<Given, String> values() {
    return values;
  }

  List<String> problems() {
    return problems;
  }
}
