package org.openrecorder.systemtests;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Requests of somebody whom the server does not know, of every kind that comes to mind, made of a
 * seed.
 */
final class Stranger {

  private static final String API = "/servicemanager/api/v1/";

  private static final List<String> PATHS =
      List.of(
          "calls", "recordings?tag=22", "users", "clients/crm", "metrics", "nothing", "a?b=%81");

  private static final String BROWSER =
      "User-Agent: Mozilla/5.0\r\nOrigin: https://evil.example\r\n";

  private final Random random;
  private final boolean guesses;

  /**
   * One of those.
   *
   * @param guesses whether it names somebody now and then, and is slowed down for that
   */
  Stranger(long seed, boolean guesses) {
    this.random = new Random(seed);
    this.guesses = guesses;
  }

  private String word() {
    return Long.toString(random.nextLong() & Long.MAX_VALUE, Character.MAX_RADIX);
  }

  private String basic(String name) {
    return RawClient.as(name, word());
  }

  private String bearer() {
    byte[] bytes = new byte[200];
    random.nextBytes(bytes);
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    return "Authorization: Bearer " + text + "\r\n";
  }

  private String tokenOfSomebody() {
    String header = encoded("{\"alg\":\"RS256\",\"kid\":\"" + word() + "\"}");
    return "Authorization: Bearer " + header + "." + encoded("{}") + "." + word() + "\r\n";
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** What it says of itself, mostly nothing. */
  private String proof() {
    return switch (random.nextInt(10)) {
      case 0 -> basic(word());
      case 1 -> basic(Crm.NAME);
      case 2 -> bearer();
      case 3 -> tokenOfSomebody();
      case 4 -> "Authorization: " + word() + "\r\n";
      case 5 -> basic(word()) + basic(word());
      default -> "";
    };
  }

  private String more() {
    return switch (random.nextInt(5)) {
      case 0 -> BROWSER;
      case 1 -> "X-Forwarded-For: 192.0.2." + random.nextInt(256) + "\r\n";
      case 2 -> "Accept: text/xml\r\n";
      default -> "";
    };
  }

  /** The next one. Its answer has a body with a length. */
  String next() {
    String headers = (guesses ? proof() : "") + more();
    return switch (random.nextInt(6)) {
      case 0, 1 -> RawClient.get("method=start&extenOrUniqueId=410&tag=" + word(), headers);
      case 2 -> RawClient.get("method=retrieve&username=fred&tag=" + word(), headers);
      case 3 ->
          "GET "
              + API
              + PATHS.get(random.nextInt(PATHS.size()))
              + " HTTP/1.1\r\nHost: recorder\r\n"
              + headers
              + "\r\n";
      case 4 -> {
        String envelope = Crm.envelope("stop", Map.of("extenOrUniqueId", word()));
        yield RawClient.post(
            headers
                + "Content-Type: text/xml\r\nSOAPAction: \"\"\r\nContent-Length: "
                + envelope.length()
                + "\r\n",
            envelope);
      }
      default -> {
        String form = "method=stop&extenOrUniqueId=" + word();
        yield RawClient.post(
            headers
                + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                + form.length()
                + "\r\n",
            form);
      }
    };
  }
}
