package org.openrecorder.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openrecorder.application.port.AudioArchive.Room;
import org.openrecorder.domain.call.Channel;

/** When docs/api.md and docs/contract.md say that a client may ask again is what it is told. */
class ApiPageIT {

  /** The first four cells: code, status, SOAP fault, seconds to wait. */
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `([A-Z_]+)` \\| (\\d+) \\| (\\w+) \\| (\\d*) ?\\|");

  private static String page(String name) throws IOException {
    return Files.readString(Path.of("..", "docs", name));
  }

  private static List<MatchResult> rows(String page) throws IOException {
    return ROW.matcher(page(page)).results().toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"api.md", "contract.md"})
  void the_page_says_when_to_come_back(String page) throws IOException {
    Map<String, String> told =
        rows(page).stream().collect(Collectors.toMap(row -> row.group(1), row -> row.group(4)));
    Map<String, String> real =
        rejections()
            .collect(Collectors.toMap(rejection -> rejection.code().name(), ApiPageIT::seconds));
    assertThat(told).containsAllEntriesOf(real);
    assertThat(real).containsKeys("CALL_IN_PROGRESS", "NOT_READY", "PBX_UNAVAILABLE");
  }

  private static String seconds(Rejection rejection) {
    return rejection.retryAfter().map(Duration::toSeconds).map(String::valueOf).orElse("");
  }

  /** One of each code that a use case gives. */
  private static Stream<Rejection> rejections() {
    return Stream.<Function<Server, Result<?>>>of(
            server -> server.start("410", ""),
            server -> server.start("9".repeat(151), "22"),
            server -> server.call("erase", Map.of()),
            server -> server.retrieve("22", "nobody"),
            server -> server.start("999", "22"),
            server -> server.stop("410"),
            server -> server.retrieve("22", "max"),
            ApiPageIT::ambiguous,
            ApiPageIT::inProgress,
            ApiPageIT::unfinished,
            ApiPageIT::silent,
            ApiPageIT::storeDown,
            ApiPageIT::withoutFile,
            ApiPageIT::full,
            server ->
                Result.rejected(ExceptionTranslator.internal(new IllegalStateException("planted"))))
        .map(scene -> Server.rejection(scene.apply(talking())));
  }

  private static Server talking() {
    Server server = new Server();
    server.pbx.talk("SIP/410-1", "1.1");
    return server;
  }

  private static Result<?> ambiguous(Server server) {
    server.pbx.talk("SIP/410-2", "1.2");
    return server.start("410", "22");
  }

  private static Result<?> inProgress(Server server) {
    server.start("410", "22");
    return server.retrieve("22", "max");
  }

  /** So long after its end that nobody waits for it any more. */
  private static Result<?> unfinished(Server server) {
    Channel agent = server.pbx.talk("SIP/411-2", "1.2");
    server.start("411", "22");
    server.background.lose(true);
    server.stop("411");
    server.background.lose(false);
    server.pbx.hangUp(agent);
    server.clock.advance(Duration.ofMinutes(1));
    return server.retrieve("22", "max");
  }

  private static Result<?> silent(Server server) {
    server.pbx.fallSilent();
    return server.start("410", "22");
  }

  private static Result<?> storeDown(Server server) {
    server.store.goDown();
    return server.start("410", "22");
  }

  private static Result<?> withoutFile(Server server) {
    server.pbx.writeNoFiles();
    return server.start("410", "22");
  }

  private static Result<?> full(Server server) {
    server.archive.room(Room.LOW);
    return server.start("410", "22");
  }
}
