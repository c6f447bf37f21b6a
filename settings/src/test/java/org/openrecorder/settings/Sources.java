package org.openrecorder.settings;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;

/** A configuration of system properties, environment variables and lines of a file, all made up. */
final class Sources {

  private final Map<String, String> system = new HashMap<>();
  private final Map<String, String> environment = new HashMap<>();
  private final Map<String, String> file = new HashMap<>();

  static Sources none() {
    return new Sources();
  }

  /** One PBX that has all it needs. */
  static Sources withPbx(String name) {
    return none()
        .line("recorder.pbx." + name + ".host", "192.0.2.10")
        .line("recorder.pbx." + name + ".user", "recorder")
        .line("recorder.pbx." + name + ".secret", "manager-secret")
        .line("recorder.pbx." + name + ".spool", "/var/spool/asterisk/monitor");
  }

  Sources property(String name, String value) {
    system.put(name, value);
    return this;
  }

  Sources variable(String name, String value) {
    environment.put(name, value);
    return this;
  }

  Sources line(String name, String value) {
    file.put(name, value);
    return this;
  }

  RecorderSettings read() {
    return new SettingsReader(
            RawSettings.of(
                new SmallRyeConfigBuilder()
                    .withSources(
                        new PropertiesConfigSource(system, "system properties", 400),
                        new EnvConfigSource(environment, 300),
                        new PropertiesConfigSource(file, "file", 200))
                    .build(),
                file.keySet()))
        .read();
  }
}
