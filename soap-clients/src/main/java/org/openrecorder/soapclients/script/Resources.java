package org.openrecorder.soapclients.script;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/** The scripts that lie beside these classes. */
final class Resources {

  private Resources() {}

  /** Where the copy is, under the same name: interpreters read files, not jars. */
  static Path copy(String name, Path folder) {
    return copyAs(name, folder.resolve(name));
  }

  static Path copyAs(String name, Path copy) {
    try (InputStream in = Objects.requireNonNull(Resources.class.getResourceAsStream(name), name)) {
      Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return copy;
  }
}
