package org.openrecorder.settings;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.openrecorder.settings.Setting.Given;

/** The settings that are in effect, as lines of a settings file; secrets are masked. */
final class EffectiveSettings {

  private EffectiveSettings() {}

  static String text(RawSettings raw) {
    Map<String, String> lines = new TreeMap<>();
    Arrays.stream(Setting.values())
        .filter(setting -> !setting.named() && !setting.preset().isEmpty())
        .forEach(setting -> lines.put(setting.property(), setting.preset()));
    raw.values().forEach((key, value) -> lines.put(key.property(), shown(key, value)));
    StringBuilder text = new StringBuilder();
    lines.forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
    return text.toString();
  }

  private static String shown(Given key, String value) {
    return key.setting().secret()
        ? Secret.MASK
        : value.replaceAll("(?i)(password=)[^&;]*", "$1" + Secret.MASK);
  }
}
