package org.openrecorder.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page about security names the filters that a request passes, in the order of the server. */
class FilterOrderIT {

  private static final Path REPOSITORY = Path.of("..");

  private static final Path DESCRIPTOR =
      REPOSITORY.resolve("edge-http/src/main/webapp/WEB-INF/web.xml");

  private static final Pattern FILTER =
      Pattern.compile(
          "<filter>\\s*<filter-name>([^<]+)</filter-name>\\s*"
              + "<filter-class>[^<]*\\.([A-Za-z]+)</filter-class>");

  private static final Pattern MAPPING =
      Pattern.compile("<filter-mapping>\\s*<filter-name>([^<]+)</filter-name>");

  private static final Pattern NAMED = Pattern.compile("`([A-Za-z]+Filter)`");

  private static final String BEGINNING = "Every request passes these in this order";

  @Test
  void the_page_names_all_filters_in_their_order() throws IOException {
    assertThat(named()).hasSizeGreaterThan(5).isEqualTo(mapped());
  }

  private static List<String> mapped() throws IOException {
    String descriptor = Files.readString(DESCRIPTOR);
    Map<String, String> classes =
        FILTER
            .matcher(descriptor)
            .results()
            .collect(Collectors.toMap(one -> one.group(1), one -> one.group(2)));
    return MAPPING
        .matcher(descriptor)
        .results()
        .map((MatchResult one) -> String.valueOf(classes.get(one.group(1))))
        .toList();
  }

  private static List<String> named() throws IOException {
    return Files.readString(REPOSITORY.resolve("docs/security.md"))
        .lines()
        .dropWhile(line -> !line.startsWith(BEGINNING))
        .takeWhile(line -> !line.isBlank())
        .flatMap(line -> NAMED.matcher(line).results().map(one -> one.group(1)))
        .toList();
  }
}
