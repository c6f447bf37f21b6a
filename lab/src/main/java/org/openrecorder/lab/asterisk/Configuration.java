package org.openrecorder.lab.asterisk;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes Asterisk's configuration files from templates, in which {@code @name@} stands for a value.
 * A template that names an unknown value is an error.
 */
final class Configuration {
  private static final Pattern PLACEHOLDER = Pattern.compile("@([a-z-]+)@");

  private static final List<String> COMMON =
      List.of(
          "agents.conf",
          "asterisk.conf",
          "ari.conf",
          "cdr.conf",
          "cel.conf",
          "extensions.conf",
          "features.conf",
          "http.conf",
          "indications.conf",
          "logger.conf",
          "manager.conf",
          "modules-common.conf",
          "musiconhold.conf",
          "res_parking.conf",
          "rtp.conf");

  /** Asterisk complains about these when they are missing; it needs nothing in them. */
  private static final List<String> EMPTY =
      List.of(
          "acl.conf",
          "ccss.conf",
          "cdr_manager.conf",
          "cli_aliases.conf",
          "codecs.conf",
          "confbridge.conf",
          "pjproject.conf",
          "sorcery.conf",
          "stasis.conf",
          "udptl.conf",
          "websocket_client.conf");

  private final AsteriskVersion version;
  private final Map<String, String> values = new HashMap<>();

  Configuration(AsteriskVersion version) {
    this.version = version;
  }

  Configuration with(String name, Object value) {
    values.put(name, value.toString());
    return this;
  }

  /** Writes all files, with one section in the channel driver's for each endpoint. */
  void write(Path folder, Map<Endpoint, Integer> phonePorts) {
    EMPTY.forEach(name -> write(folder.resolve(name), ""));
    COMMON.forEach(name -> write(folder.resolve(name), filled("common/" + name)));
    write(folder.resolve("modules.conf"), filled(version.templates() + "/modules.conf"));
    write(folder.resolve(version.templates() + ".conf"), driver(phonePorts));
  }

  private String driver(Map<Endpoint, Integer> phonePorts) {
    StringBuilder text = new StringBuilder(filled(version.templates() + "/general.conf"));
    phonePorts.forEach(
        (endpoint, port) -> {
          with("endpoint", endpoint.name()).with("phone-port", port);
          text.append(filled(version.templates() + "/endpoint.conf"));
        });
    return text.toString();
  }

  private String filled(String template) {
    return PLACEHOLDER
        .matcher(text(template))
        .replaceAll(found -> Matcher.quoteReplacement(value(template, found.group(1))));
  }

  private String value(String template, String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalStateException(template + " wants an unknown value " + name);
    }
    return value;
  }

  private static String text(String template) {
    try (InputStream in = Configuration.class.getResourceAsStream(template)) {
      if (in == null) {
        throw new IllegalStateException("no template " + template);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
