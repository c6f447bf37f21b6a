package org.openrecorder.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ConfigurationPageIT {

  @Test
  void the_page_lists_every_setting_as_it_is() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "configuration.md"));
    assertThat(page)
        .as("put this table into docs/configuration.md:%n%s", table())
        .contains(table());
  }

  private static String table() {
    return "| property | environment variable | default | takes | meaning |\n| --- | --- | --- | --- | --- |\n"
        + Arrays.stream(Setting.values())
            .map(ConfigurationPageIT::row)
            .collect(Collectors.joining());
  }

  private static String row(Setting setting) {
    boolean literal = setting.defaultValue().matches("\\S+");
    String defaultValue = literal ? "`" + setting.defaultValue() + "`" : setting.defaultValue();
    return "| `"
        + String.join("` | `", setting.property(), setting.variable())
        + "` | "
        + String.join(" | ", defaultValue, setting.range(), setting.meaning())
        + " |\n";
  }
}
