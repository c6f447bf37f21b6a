package org.openrecorder.settings;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * The lines of the settings file (java.util.Properties, UTF-8). Environment variables override
 * them.
 */
final class PropertiesFile implements ConfigSource {

  /** Below the environment's 300, above the 100 of the settings that a deployment contains. */
  private static final int ORDINAL = 200;

  private final Path file;
  private final Map<String, String> lines;

  private PropertiesFile(Path file, Map<String, String> lines) {
    this.file = file;
    this.lines = lines;
  }

  /**
   * The file that {@code recorder.config} names, or else the default one; empty if the default one
   * does not exist.
   */
  static PropertiesFile named() {
    Path file = path();
    return set().isBlank() && Files.notExists(file)
        ? new PropertiesFile(file, Map.of())
        : read(file);
  }

  /** The path of the settings file, which need not exist. */
  static Path path() {
    return Path.of(set().isBlank() ? Setting.CONFIG.defaultValue() : set());
  }

  private static String set() {
    return System.getProperty(
        Setting.CONFIG.property(), System.getenv().getOrDefault(Setting.CONFIG.variable(), ""));
  }

  static PropertiesFile read(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException unreadable) {
      throw new InvalidSettings(
          List.of("the settings file " + file + " cannot be read: " + unreadable.getMessage()));
    }
    return new PropertiesFile(
        file,
        properties.stringPropertyNames().stream()
            .collect(Collectors.toUnmodifiableMap(name -> name, properties::getProperty)));
  }

  @Override
  public Map<String, String> getProperties() {
    return lines;
  }

  @Override
  public Set<String> getPropertyNames() {
    return lines.keySet();
  }

  @Override
  public int getOrdinal() {
    return ORDINAL;
  }

  @Override
  public @Nullable String getValue(String name) {
    return lines.get(name);
  }

  @Override
  public String getName() {
    return file.toString();
  }
}
