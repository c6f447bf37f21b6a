package org.openrecorder.vulnerabilities;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * A list of known vulnerabilities in the OSV format: a ZIP or a folder of JSON files, or one such
 * file, which contains one advisory or, under {@code vulns}, several.
 */
final class AdvisoryList {

  /** Bytes of one advisory; ten times the longest known one. */
  private static final int LONGEST = 8 * 1024 * 1024;

  /** Files of one list; Maven's has some ten thousand. */
  private static final int MOST_FILES = 500_000;

  private static final String JSON = ".json";

  private final List<Advisory> advisories = new ArrayList<>();
  private Instant newest = Instant.MIN;
  private int files;

  /** The advisories of Maven's ecosystem. */
  List<Advisory> advisories() {
    return advisories;
  }

  /** When the latest of all advisories was modified; empty if none has a time. */
  Optional<Instant> newest() {
    return newest.equals(Instant.MIN) ? Optional.empty() : Optional.of(newest);
  }

  /**
   * Adds the advisories at that path.
   *
   * @throws CheckUnavailable if it is no such list, or if a file is damaged: components would pass
   *     as unaffected for lack of its advisories
   */
  void add(Path path) throws IOException, CheckUnavailable {
    if (Files.isDirectory(path)) {
      addFolder(path);
    } else if (path.toString().endsWith(".zip")) {
      addZip(path);
    } else if (Files.isReadable(path)) {
      try (InputStream in = Files.newInputStream(path)) {
        addFile(path.toString(), in);
      }
    } else {
      throw new CheckUnavailable("the file " + path + " cannot be read");
    }
  }

  private void addFolder(Path folder) throws IOException, CheckUnavailable {
    List<Path> all;
    try (Stream<Path> paths = Files.walk(folder)) {
      all = paths.filter(Files::isRegularFile).limit(MOST_FILES + 1L).toList();
    }
    for (Path file : all) {
      if (file.toString().endsWith(JSON)) {
        add(file);
      }
    }
  }

  private void addZip(Path file) throws IOException, CheckUnavailable {
    int before = files;
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().endsWith(JSON)) {
          addFile(file + "!" + entry.getName(), zip);
        }
      }
    } catch (ZipException damaged) {
      throw new CheckUnavailable(file + " is damaged: " + damaged.getMessage());
    }
    if (files == before) {
      throw new CheckUnavailable(file + " is no ZIP of JSON files");
    }
  }

  private void addFile(String name, InputStream in) throws IOException, CheckUnavailable {
    files++;
    byte[] bytes = in.readNBytes(LONGEST + 1);
    if (files > MOST_FILES || bytes.length > LONGEST) {
      throw new CheckUnavailable(name + " is more than a list of vulnerabilities ever is");
    }
    JsonObject json = parsed(name, bytes);
    if (json.containsKey("vulns")) {
      OsvJson.objects(json, "vulns").forEach(this::addAdvisory);
    } else if (json.containsKey("id")) {
      addAdvisory(json);
    } else {
      throw new CheckUnavailable(name + " is no advisory in the format of OSV");
    }
  }

  private static JsonObject parsed(String name, byte[] bytes) throws CheckUnavailable {
    try (JsonReader reader = Json.createReader(new ByteArrayInputStream(bytes))) {
      return reader.readObject();
    } catch (JsonException malformed) {
      throw new CheckUnavailable(name + " is malformed");
    }
  }

  private void addAdvisory(JsonObject json) {
    OsvJson.advisory(json).ifPresent(advisories::add);
    try {
      Instant changed = Instant.parse(json.getString("modified", ""));
      newest = changed.isAfter(newest) ? changed : newest;
    } catch (DateTimeException unknown) {
      // the time is optional
    }
  }
}
