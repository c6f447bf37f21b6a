package org.openrecorder.application.legacy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The values of each parameter of a method. A client gives an argument the parameter's name, in
 * letters of either case; or a name of its own, and then its position says which parameter is
 * meant, as in Apache Axis 1.4. Positions count only where there are as many arguments as
 * parameters, and never for a parameter that is named.
 */
record Parameters(Map<String, List<String>> values) {

  /** The characters around a value in a form or an envelope that was written by hand. */
  private static final String BLANKS = " \t\r\n";

  private record Bound(String parameter, LegacyArgument argument) {}

  static Parameters of(LegacyMethod method, List<LegacyArgument> arguments) {
    List<String> names = method.parameters();
    List<Optional<String>> named =
        arguments.stream().map(argument -> named(names, argument.name())).toList();
    boolean positional = arguments.size() == names.size();
    return new Parameters(
        IntStream.range(0, arguments.size())
            .boxed()
            .flatMap(
                at ->
                    named
                        .get(at)
                        .or(() -> positional ? unnamed(names.get(at), named) : Optional.empty())
                        .map(parameter -> new Bound(parameter, arguments.get(at)))
                        .stream())
            .collect(
                Collectors.groupingBy(
                    Bound::parameter,
                    Collectors.flatMapping(
                        bound -> bound.argument().values().stream().map(Parameters::trimmed),
                        Collectors.toList()))));
  }

  private static Optional<String> named(List<String> names, String written) {
    return names.stream().filter(name -> name.equalsIgnoreCase(written)).findFirst();
  }

  private static Optional<String> unnamed(String name, List<Optional<String>> named) {
    return Optional.of(name).filter(parameter -> !named.contains(Optional.of(parameter)));
  }

  static String trimmed(String text) {
    int end = text.length();
    while (end > 0 && isBlank(text, end - 1)) {
      end--;
    }
    int begin = 0;
    while (begin < end && isBlank(text, begin)) {
      begin++;
    }
    return text.substring(begin, end);
  }

  private static boolean isBlank(String text, int at) {
    return BLANKS.indexOf(text.charAt(at)) >= 0;
  }

  /** All values that were given for the parameter; a blank one is empty. */
  List<String> of(String name) {
    return values.getOrDefault(name, List.of());
  }
}
