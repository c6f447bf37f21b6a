package org.openrecorder.settings;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openrecorder.settings.RecorderSettings.Encryption;
import org.openrecorder.settings.RecorderSettings.KeyPlace;
import org.openrecorder.settings.RecorderSettings.MasterKey;
import org.openrecorder.settings.Setting.Given;

/** The part of {@link SettingsReader} that reads the master keys. */
final class MasterKeyReader {

  /** The name becomes a part of a file name in the archive. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private final SettingsReader reader;
  private final KeyMaterial material;

  MasterKeyReader(SettingsReader reader, Path data) {
    this.reader = reader;
    this.material = new KeyMaterial(data);
  }

  Encryption read(Collection<String> names) {
    List<MasterKey> keys = names.stream().flatMap(name -> key(name).stream()).toList();
    checkDifferent(keys);
    return new Encryption(current(names), keys);
  }

  private Optional<String> current(Collection<String> names) {
    Given key = new Given(Setting.ENCRYPTION_KEY, "");
    return reader.find(key, text -> sameName(names, text));
  }

  /**
   * The name in the spelling of the key's own setting: an environment variable can contain neither
   * capitals nor dots.
   */
  private static String sameName(Collection<String> names, String text) {
    return names.stream()
        .filter(name -> Setting.variable(name).equals(Setting.variable(text)))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("names no master key that is given"));
  }

  private Optional<MasterKey> key(String name) {
    if (!NAME.matcher(name).matches()) {
      reader.problem(
          "recorder.master-key." + name + " is no name (1 to 64 letters, digits and . _ -)");
    }
    List<Setting> places =
        Stream.of(Setting.MASTER_KEY_FILE, Setting.MASTER_KEY_VALUE, Setting.MASTER_KEY_KEYSTORE)
            .filter(place -> reader.isGiven(new Given(place, name)))
            .toList();
    if (places.size() != 1) {
      reader.problem(
          "recorder.master-key." + name + " needs one of file, value and keystore, and no other");
      return Optional.empty();
    }
    return key(name, places.getFirst());
  }

  private Optional<MasterKey> key(String name, Setting place) {
    Given given = new Given(place, name);
    return switch (place) {
      case MASTER_KEY_FILE ->
          reader.find(given, text -> inFile(name, SettingsReader.absolute(text)));
      case MASTER_KEY_VALUE ->
          reader.find(
              given,
              text -> new MasterKey(name, new KeyPlace.InSettings(), KeyMaterial.ofText(text)));
      default -> {
        Secret password = password(name);
        String alias = alias(name);
        yield reader.find(
            given, text -> inKeystore(name, SettingsReader.absolute(text), password, alias));
      }
    };
  }

  private MasterKey inFile(String name, Path file) {
    return new MasterKey(name, new KeyPlace.InFile(file), material.ofFile(file));
  }

  private MasterKey inKeystore(String name, Path file, Secret password, String alias) {
    return new MasterKey(
        name,
        new KeyPlace.InKeystore(file, password, alias),
        material.ofKeystore(file, password, alias));
  }

  private Secret password(String name) {
    return reader.need(
        new Given(Setting.MASTER_KEY_KEYSTORE_PASSWORD, name),
        new Secret(""),
        SettingsReader::secret);
  }

  private String alias(String name) {
    return reader
        .find(new Given(Setting.MASTER_KEY_KEYSTORE_ALIAS, name), SettingsReader::text)
        .orElse(name);
  }

  /**
   * Rejects two names for the same key: an operator who rotates from one to the other would believe
   * that the old key is no longer needed.
   */
  private void checkDifferent(List<MasterKey> keys) {
    Set<Secret> seen = new HashSet<>();
    keys.stream()
        .filter(key -> !seen.add(key.key()))
        .forEach(
            key ->
                reader.problem(
                    "recorder.master-key." + key.name() + " is the same key as another one"));
  }
}
