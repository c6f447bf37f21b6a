package org.openrecorder.settings;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;

/**
 * Loads the settings from system properties, environment variables and the lines of a file, in this
 * order of precedence.
 */
public final class Settings {

  private Settings() {}

  /**
   * Reads and validates all settings.
   *
   * @throws InvalidSettings if the server cannot start with them
   */
  public static RecorderSettings load() {
    return new SettingsReader(raw()).read();
  }

  private static RawSettings raw() {
    PropertiesFile file = PropertiesFile.named();
    Config config =
        ConfigProviderResolver.instance()
            .getBuilder()
            .addDefaultSources()
            .withSources(file)
            .build();
    return RawSettings.of(config, file.getPropertyNames());
  }
}
