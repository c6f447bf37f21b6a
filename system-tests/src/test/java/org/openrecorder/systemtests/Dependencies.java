package org.openrecorder.systemtests;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * Which class needs which, as the JDK's {@code jdeps} reads it out of class files.
 *
 * @param shipped where each class that is shipped lies, by the name of its jar
 * @param needs what a class names, and where that was found
 */
record Dependencies(Map<String, String> shipped, Map<String, List<Needed>> needs) {

  /**
   * A class that another one names.
   *
   * @param found the jar or the module of the JDK; {@code not found} where there is none
   */
  record Needed(String name, String found) {}

  private static final String NOT_FOUND = "not found";

  /** What is for later versions of Java only has the version in front. */
  private static final Pattern LINE =
      Pattern.compile("^   (?:\\d+/)?(\\S+)\\s+-> (?:\\d+/)?(\\S+)\\s+(.*?)\\s*$");

  /**
   * Reads them.
   *
   * @param shipped jars and directories whose classes are looked at
   * @param beside jars that others of their classes may be in
   */
  static Dependencies of(List<Path> shipped, List<Path> beside) throws IOException {
    Map<String, String> where = new HashMap<>();
    for (Path archive : shipped) {
      classes(archive).forEach(name -> where.putIfAbsent(name, fileName(archive)));
    }
    Map<String, List<Needed>> needs = new HashMap<>();
    jdeps(shipped, beside)
        .map(LINE::matcher)
        .filter(Matcher::matches)
        .forEach(
            line ->
                needs
                    .computeIfAbsent(line.group(1), name -> new ArrayList<>())
                    .add(new Needed(line.group(2), line.group(3))));
    return new Dependencies(where, needs);
  }

  private static String fileName(Path archive) {
    return String.valueOf(archive.getFileName());
  }

  private static List<String> classes(Path archive) throws IOException {
    if (Files.isDirectory(archive)) {
      try (Stream<Path> files = Files.walk(archive)) {
        return names(files.map(file -> archive.relativize(file).toString()));
      }
    }
    try (ZipFile jar = new ZipFile(archive.toFile())) {
      return names(jar.stream().map(entry -> entry.getName()));
    }
  }

  private static List<String> names(Stream<String> files) {
    return files
        .filter(name -> name.endsWith(".class"))
        .map(name -> name.replaceFirst("^META-INF/versions/\\d+/", ""))
        .map(name -> name.replaceFirst("\\.class$", "").replace('/', '.'))
        .toList();
  }

  private static Stream<String> jdeps(List<Path> shipped, List<Path> beside) {
    List<String> arguments =
        new ArrayList<>(List.of("--multi-release", "21", "--ignore-missing-deps", "-v"));
    if (!beside.isEmpty()) {
      arguments.add("-cp");
      arguments.add(beside.stream().map(Path::toString).collect(Collectors.joining(":")));
    }
    shipped.forEach(archive -> arguments.add(archive.toString()));
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said);
    int status =
        ToolProvider.findFirst("jdeps")
            .orElseThrow()
            .run(out, out, arguments.toArray(String[]::new));
    if (status != 0) {
      throw new AssertionError("jdeps: " + said.toString().lines().limit(20).toList());
    }
    return said.toString().lines();
  }

  /** The same as if that jar were not shipped. */
  Dependencies without(String jar) {
    Map<String, String> rest = new HashMap<>(shipped);
    rest.values().removeIf(jar::equals);
    return new Dependencies(rest, needs);
  }

  /** The shipped classes that those of these names can come to, these included. */
  Set<String> reached(Pattern roots) {
    Set<String> reached = new HashSet<>();
    Deque<String> open = new ArrayDeque<>();
    shipped.keySet().stream().filter(name -> roots.matcher(name).matches()).forEach(open::add);
    while (!open.isEmpty()) {
      String name = open.remove();
      if (reached.add(name)) {
        needs.getOrDefault(name, List.of()).stream()
            .map(Needed::name)
            .filter(shipped::containsKey)
            .forEach(open::add);
      }
    }
    return reached;
  }

  /**
   * What these name and is neither shipped, nor in the JDK, nor in a jar beside that they may see.
   */
  Set<String> missing(Pattern roots, Pattern seen) {
    return reached(roots).stream()
        .flatMap(name -> needs.getOrDefault(name, List.of()).stream())
        .filter(one -> !shipped.containsKey(one.name()) && !isThere(one, seen))
        .map(Needed::name)
        .collect(Collectors.toSet());
  }

  private static boolean isThere(Needed one, Pattern seen) {
    return !one.found().equals(NOT_FOUND)
        && (ModuleLayer.boot().findModule(one.found()).isPresent()
            || seen.matcher(one.found()).matches());
  }
}
