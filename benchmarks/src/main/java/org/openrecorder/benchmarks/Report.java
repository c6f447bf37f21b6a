package org.openrecorder.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The part of a page between two marks, which each run writes anew. */
final class Report {

  private static final String BEGIN = "<!-- written by benchmarks/run -->\n";
  private static final String END = "<!-- end of what benchmarks/run writes -->\n";

  private final List<String> lines = new ArrayList<>();

  void note(String line) {
    lines.add("- " + line);
  }

  void table(List<Figure> figures) {
    lines.add("");
    lines.add("| what | Open Recorder | compared with | ratio | goal | reached |");
    lines.add("| --- | --- | --- | --- | --- | --- |");
    figures.stream().map(Figure::row).forEach(lines::add);
  }

  String text() {
    return String.join("\n", lines) + "\n";
  }

  void writeInto(Path page) throws IOException {
    String before = Files.readString(page);
    int begin = before.indexOf(BEGIN);
    int end = before.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IOException(page + " lacks the marks for the results");
    }
    Files.writeString(
        page, before.substring(0, begin) + BEGIN + "\n" + text() + "\n" + before.substring(end));
  }
}
