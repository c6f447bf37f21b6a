package org.openrecorder.oidc;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.Use;
import org.jose4j.lang.JoseException;

/**
 * Asks the provider for the keys that it publishes: where they are stands in its description
 * (OpenID Connect Discovery 1.0, section 4). Each question ends in bounded time and memory, and
 * goes to the addresses that it is meant for: redirections are not followed.
 */
final class JwksClient implements AutoCloseable {

  /** For one document. */
  static final Duration MOST_TIME = Duration.ofSeconds(1);

  private static final String DESCRIPTION = "/.well-known/openid-configuration";

  private final URI issuer;
  private final HttpClient http;

  JwksClient(ProviderConfig provider) {
    this.issuer = provider.issuer();
    HttpClient.Builder client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(MOST_TIME);
    provider.certificates().map(TrustedCertificates::in).ifPresent(client::sslContext);
    this.http = client.build();
  }

  /** Those that sign; fails with the reason where they are not to be had. */
  CompletableFuture<List<JsonWebKey>> fetch() {
    return document(description())
        .thenCompose(description -> document(keysAddress(description)))
        .thenApply(JwksClient::signing);
  }

  private URI description() {
    return URI.create(issuer.toString().replaceFirst("/$", "") + DESCRIPTION);
  }

  private CompletableFuture<String> document(URI address) {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(MOST_TIME)
            .header("Accept", "application/json")
            .build();
    CompletableFuture<HttpResponse<String>> answer =
        http.sendAsync(request, ignored -> new BoundedText());
    return inTime(answer).thenApply(JwksClient::body);
  }

  /** One that has begun to answer could go on for ever. */
  private static <T> CompletableFuture<T> inTime(CompletableFuture<T> answer) {
    return answer
        .copy()
        .orTimeout(MOST_TIME.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((unused, failure) -> answer.cancel(true));
  }

  private static String body(HttpResponse<String> answer) {
    if (answer.statusCode() != 200) {
      throw failure(answer.uri() + " answers with status " + answer.statusCode());
    }
    return answer.body();
  }

  /** A description of another issuer would lead to another issuer's keys (section 4.3). */
  private URI keysAddress(String description) {
    Map<String, Object> members = parsed(description);
    if (!issuer.toString().equals(members.get("issuer"))) {
      throw failure("the description at " + issuer + " is of another issuer");
    }
    if (!(members.get("jwks_uri") instanceof String address)) {
      throw failure("the description at " + issuer + " says nothing of keys");
    }
    return checked(address);
  }

  private static Map<String, Object> parsed(String json) {
    try {
      return JsonUtil.parseJson(json);
    } catch (JoseException malformed) {
      throw new CompletionException(malformed);
    }
  }

  private URI checked(String address) {
    try {
      URI uri = URI.create(address);
      if (issuer.getScheme().equals(uri.getScheme()) && uri.getHost() != null) {
        return uri;
      }
    } catch (IllegalArgumentException malformed) {
      throw new CompletionException(malformed);
    }
    throw failure("the keys of " + issuer + " are said to be at an address that is not trusted");
  }

  private static List<JsonWebKey> signing(String keys) {
    try {
      return new JsonWebKeySet(keys)
          .getJsonWebKeys().stream()
              .filter(
                  key -> key instanceof PublicJsonWebKey && !Use.ENCRYPTION.equals(key.getUse()))
              .toList();
    } catch (JoseException malformed) {
      throw new CompletionException(malformed);
    }
  }

  private static CompletionException failure(String why) {
    return new CompletionException(new IOException(why));
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
