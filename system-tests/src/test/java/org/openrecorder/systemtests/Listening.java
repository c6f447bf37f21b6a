package org.openrecorder.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A TCP port that a process has open for others, as Linux tells (proc(5)).
 *
 * @param local whether only this machine can reach it
 */
record Listening(int port, boolean local) {

  private static final String LISTEN = "0A";

  /** 127.x, the same within IPv6, and ::1, as four bytes at a time from the last to the first. */
  private static final List<String> LOOPBACK =
      List.of("[0-9A-F]{6}7F", "0{16}FFFF0000[0-9A-F]{6}7F", "0{24}01000000");

  /** All of a process. */
  static Set<Listening> of(long pid) {
    Path process = Path.of("/proc", Long.toString(pid));
    Set<String> sockets = sockets(process.resolve("fd"));
    Set<Listening> all = new HashSet<>();
    for (String table : List.of("net/tcp", "net/tcp6")) {
      lines(process.resolve(table)).stream()
          .map(line -> line.strip().split("\\s+", -1))
          .filter(line -> line[3].equals(LISTEN) && sockets.contains(line[9]))
          .forEach(line -> all.add(listening(line[1])));
    }
    return all;
  }

  private static Listening listening(String addressAndPort) {
    String[] parts = addressAndPort.split(":", -1);
    return new Listening(
        Integer.parseInt(parts[1], 16), LOOPBACK.stream().anyMatch(parts[0]::matches));
  }

  private static Set<String> sockets(Path descriptors) {
    Set<String> inodes = new HashSet<>();
    try (Stream<Path> links = Files.list(descriptors)) {
      for (Path link : links.toList()) {
        String target = target(link);
        if (target.startsWith("socket:[")) {
          inodes.add(target.substring("socket:[".length(), target.length() - 1));
        }
      }
      return inodes;
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  /** Files are closed while we look. */
  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException closed) {
      return "";
    }
  }

  private static List<String> lines(Path table) {
    try {
      return Files.readAllLines(table).stream().skip(1).toList();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }
}
