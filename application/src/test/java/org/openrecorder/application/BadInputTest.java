package org.openrecorder.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openrecorder.application.Server.code;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openrecorder.application.legacy.LegacyArgument;
import org.openrecorder.application.legacy.LegacyMethod;
import org.openrecorder.application.legacy.LegacyRequest;
import org.openrecorder.domain.access.ApiPrincipal;
import org.openrecorder.domain.access.ClientName;

class BadInputTest {

  private static final Map<String, String> GOOD =
      Map.of("extenOrUniqueId", "410", "tag", "22", "username", "fred", "uniqueId", "1.1");

  private final Server server = new Server();

  static Stream<Arguments> every_parameter() {
    return Stream.of(LegacyMethod.values())
        .flatMap(method -> method.parameters().stream().map(name -> Arguments.of(method, name)));
  }

  private ErrorCode codeWith(LegacyMethod method, String name, List<String> values) {
    server.pbx.talk("SIP/410-1", "1.1");
    Stream<LegacyArgument> others =
        method.parameters().stream()
            .filter(each -> !each.equals(name))
            .map(each -> LegacyArgument.of(each, GOOD.getOrDefault(each, "")));
    Stream<LegacyArgument> these = values.stream().map(value -> LegacyArgument.of(name, value));
    return code(
        server.call(
            new LegacyRequest(
                Server.CRM,
                Optional.of(method.wireName()),
                Stream.concat(others, these).toList())));
  }

  @ParameterizedTest
  @MethodSource("every_parameter")
  void a_blank_or_absent_parameter_is_missing(LegacyMethod method, String name) {
    assertThat(codeWith(method, name, List.of())).isEqualTo(ErrorCode.MISSING_PARAMETER);
    assertThat(codeWith(method, name, List.of(""))).isEqualTo(ErrorCode.MISSING_PARAMETER);
    assertThat(codeWith(method, name, List.of(" \t"))).isEqualTo(ErrorCode.MISSING_PARAMETER);
  }

  @ParameterizedTest
  @MethodSource("every_parameter")
  void a_repeated_parameter_is_invalid(LegacyMethod method, String name) {
    assertThat(codeWith(method, name, List.of("410", "410")))
        .isEqualTo(ErrorCode.INVALID_PARAMETER);
  }

  @ParameterizedTest
  @MethodSource("every_parameter")
  void a_parameter_that_would_end_a_line_is_invalid(LegacyMethod method, String name) {
    assertThat(
            codeWith(
                method, name, List.of("410\r\nAction: Command\r\nCommand: core stop now\r\n\r\n")))
        .isEqualTo(ErrorCode.INVALID_PARAMETER);
    assertThat(server.pbx.actions()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("every_parameter")
  void a_parameter_of_300_characters_is_invalid(LegacyMethod method, String name) {
    assertThat(codeWith(method, name, List.of("4".repeat(300))))
        .isEqualTo(ErrorCode.INVALID_PARAMETER);
  }

  @ParameterizedTest
  @CsvSource({"START", "start;", "delete", "retrievebyuniqueid", "retrieve_by_unique_id"})
  void a_method_that_is_not_known_is_refused_by_name(String method) {
    assertThat(code(server.call(method, GOOD))).isEqualTo(ErrorCode.UNKNOWN_METHOD);
  }

  @Test
  void a_request_without_a_method_misses_it() {
    assertThat(code(server.call(new LegacyRequest(Server.CRM, Optional.empty(), List.of()))))
        .isEqualTo(ErrorCode.MISSING_PARAMETER);
    assertThat(code(server.call(" ", GOOD))).isEqualTo(ErrorCode.MISSING_PARAMETER);
  }

  @Test
  void a_client_without_the_right_is_refused() {
    ApiPrincipal stranger = new ApiPrincipal(new ClientName("stranger"), "192.0.2.9", Set.of());
    server.pbx.talk("SIP/410-1", "1.1");
    for (LegacyMethod method : LegacyMethod.values()) {
      assertThat(code(server.call(stranger, method.wireName(), GOOD)))
          .isEqualTo(ErrorCode.FORBIDDEN);
    }
    assertThat(server.pbx.actions()).isEmpty();
  }

  @Test
  void every_attempt_leaves_one_row_with_the_true_reason() {
    server.pbx.talk("SIP/410-1", "1.1");
    server.start("410", "22");
    server.start("410", "");
    server.start("411", "22");
    server.stop("410");
    server.stop("410");
    server.retrieve("22", "fred");
    server.retrieve("22", "nobody");
    server.call("nonsense\r\nX", GOOD);
    assertThat(server.trail.rows().stream().map(row -> row.action() + " " + row.result()))
        .containsExactly(
            "start OK",
            "start MISSING_PARAMETER",
            "start NO_SUCH_CALL",
            "stop OK",
            "stop NOT_RECORDING",
            "retrieve CALL_IN_PROGRESS",
            "retrieve FORBIDDEN",
            "unknown method UNKNOWN_METHOD");
    assertThat(server.trail.rows().getLast().subject()).doesNotContain("\r", "\n");
  }
}
