package org.openrecorder.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openrecorder.rest.api.ApiApplication;

/** The pages name every operation of the JSON API, and no other. */
class NamedOperationsIT {

  private static final java.nio.file.Path DOCS = java.nio.file.Path.of("../docs");

  private static final Pattern NAMED =
      Pattern.compile("`(GET|PUT|POST|PATCH|DELETE) (/[a-zA-Z]+[^`? ]*)[^`]*`");

  @Test
  void each_operation_stands_on_a_page_and_each_that_stands_there_exists() throws IOException {
    assertThat(named()).isEqualTo(offered());
  }

  private static Set<String> offered() {
    return new ApiApplication()
        .getClasses().stream()
            .filter(one -> one.isAnnotationPresent(Path.class))
            .flatMap(NamedOperationsIT::operations)
            .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> operations(Class<?> resource) {
    return Arrays.stream(resource.getMethods())
        .flatMap(
            method ->
                verb(method).stream().map(verb -> verb + " " + general(path(resource, method))));
  }

  private static Optional<String> verb(Method method) {
    return Arrays.stream(method.getAnnotations())
        .map(Annotation::annotationType)
        .flatMap(type -> Stream.ofNullable(type.getAnnotation(HttpMethod.class)))
        .map(HttpMethod::value)
        .findFirst();
  }

  private static String path(Class<?> resource, Method method) {
    Path below = method.getAnnotation(Path.class);
    return "/"
        + resource.getAnnotation(Path.class).value()
        + (below == null ? "" : "/" + below.value());
  }

  /** A name in the place of a part is a name, whichever, and whatever it has to match. */
  private static String general(String path) {
    return path.replaceAll("\\{([^{}]|\\{[^{}]*})*}|(?<=/)[A-Z]+(?=/|$)", "{}");
  }

  private static Set<String> named() throws IOException {
    Set<String> names = new TreeSet<>();
    for (String page : List.of("api.md", "access.md")) {
      Matcher found = NAMED.matcher(Files.readString(DOCS.resolve(page)));
      while (found.find()) {
        names.add(found.group(1) + " " + general(found.group(2)));
      }
    }
    return names;
  }
}
