package org.openrecorder.lab.asterisk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.openrecorder.lab.audio.MuLaw;
import org.openrecorder.lab.audio.Sound;
import org.openrecorder.lab.process.Folders;
import org.openrecorder.lab.process.LabFailure;

/** The folder one Asterisk lives in. Only a folder the lab has made itself is ever emptied. */
final class InstanceFolder {
  private static final String MARK = ".made-by-open-recorder-lab";
  private static final List<String> SOUND_FOLDERS = List.of("en_US_f_Allison", "en");

  private final AsteriskSettings settings;

  private InstanceFolder(AsteriskSettings settings) {
    this.settings = settings;
  }

  static InstanceFolder create(AsteriskSettings settings, Path packages) {
    InstanceFolder folder = new InstanceFolder(settings);
    try {
      folder.empty();
      folder.fill(packages);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path sub(String name) {
    return settings.directory().resolve(name);
  }

  private void empty() throws IOException {
    Path root = settings.directory();
    if (Files.exists(root) && !isEmpty(root)) {
      if (!Files.exists(root.resolve(MARK))) {
        throw new LabFailure(root + " holds something the lab has not made: not touching it");
      }
      removeAllButSpool(root);
    }
    Folders.create(root);
    Files.writeString(root.resolve(MARK), "");
  }

  /** What an earlier instance has recorded may still be wanted. */
  private void removeAllButSpool(Path root) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
      for (Path entry : entries) {
        if (!entry.equals(settings.spool())) {
          Folders.remove(entry);
        }
      }
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
    }
  }

  private void fill(Path packages) throws IOException {
    Stream.of("etc", "var", "db", "keys", "cache", "log", "music", "data/sounds")
        .map(this::sub)
        .forEach(Folders::create);
    createSpool();
    linkData(packages.resolve("usr/share/asterisk"));
    Files.write(sub("music").resolve("tone.ulaw"), tone(Endpoint.MUSIC_ON_HOLD_TONE));
  }

  private void createSpool() throws IOException {
    if (!settings.hasWritableSpool()) {
      Files.createFile(settings.spool().getParent());
      return;
    }
    Stream.of("monitor", "recording", "outgoing", "tmp")
        .map(settings.spool()::resolve)
        .forEach(Folders::create);
    Files.createSymbolicLink(sub("data/sounds/recordings"), settings.spool().resolve("recording"));
  }

  /**
   * Asterisk wants its documentation and its sounds below one folder; an unpacked package has them
   * elsewhere.
   */
  private void linkData(Path shared) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(shared)) {
      for (Path entry : entries) {
        if (!entry.endsWith("sounds") && !entry.endsWith("keys")) {
          Files.createSymbolicLink(sub("data").resolve(entry.getFileName().toString()), entry);
        }
      }
    }
    Path sounds = soundsIn(shared.resolve("sounds"));
    Files.createSymbolicLink(sub("data/sounds/en"), sounds);
  }

  private static Path soundsIn(Path sounds) {
    return SOUND_FOLDERS.stream()
        .map(sounds::resolve)
        .filter(Files::isDirectory)
        .findFirst()
        .orElseThrow(() -> new LabFailure("no English sounds in " + sounds));
  }

  /** In the phones' own codec, so that Asterisk need not translate it for each who waits. */
  private static byte[] tone(int frequency) {
    byte[] samples = new byte[10 * Sound.SAMPLE_RATE];
    for (int i = 0; i < samples.length; i++) {
      double wave = Math.sin(2 * Math.PI * frequency * i / Sound.SAMPLE_RATE);
      samples[i] = MuLaw.encode((short) Math.round(Sound.AMPLITUDE * wave));
    }
    return samples;
  }
}
