package org.openrecorder.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openrecorder.application.port.IdentityProvider.Verdict;

/** Asks a provider over the wire, which answers, is silent, or says what it should not. */
class OidcIdentityProviderIT {

  private static final Duration PROMISED = Duration.ofSeconds(3);

  private final AtomicLong ahead = new AtomicLong();
  private final CountDownLatch end = new CountDownLatch(1);
  private TestProvider provider;
  private Signer signer;

  @BeforeEach
  void publish() {
    provider = TestProvider.plain();
    signer = Signer.rsa(provider.issuer().toString(), "one");
    provider.publish(signer);
  }

  @AfterEach
  void close() {
    end.countDown();
    provider.close();
  }

  private OidcIdentityProvider asking() {
    return asking(Optional.empty());
  }

  private OidcIdentityProvider asking(Optional<Path> certificates) {
    return OidcIdentityProvider.of(
        new ProviderConfig(provider.issuer(), Signer.AUDIENCE, certificates),
        InstantSource.system(),
        () -> System.nanoTime() + ahead.get());
  }

  private void pass(Duration time) {
    ahead.addAndGet(time.toNanos());
  }

  private String token() {
    return signer.token(InstantSource.system().instant());
  }

  /** Reads the request and says nothing until the test is over. */
  private boolean saysNothing(HttpExchange exchange) throws IOException {
    try {
      return end.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException stop) {
      throw new IOException(stop);
    } finally {
      exchange.close();
    }
  }

  /** Begins an answer and sends a blank every now and then, for ever. */
  private boolean dripsBlanks(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream body = exchange.getResponseBody()) {
      while (!end.await(100, TimeUnit.MILLISECONDS)) {
        body.write(' ');
        body.flush();
      }
    } catch (InterruptedException stop) {
      throw new IOException(stop);
    }
    return true;
  }

  private static Duration timeOf(Runnable what) {
    long begun = System.nanoTime();
    what.run();
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  /** A busy machine may need more than the time for one question. */
  private void awaitVouched(OidcIdentityProvider asking) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              pass(JwksCache.PAUSE_AFTER_FAILURE);
              return asking.verdict(token()) instanceof Verdict.Vouched;
            });
  }

  @Test
  void a_token_is_believed_by_the_keys_that_the_provider_publishes() {
    try (OidcIdentityProvider asking = asking()) {
      awaitVouched(asking);
      int asked = provider.asked();
      assertThat(asking.verdict(token())).isInstanceOf(Verdict.Vouched.class);
      assertThat(provider.asked()).isEqualTo(asked);
    }
  }

  @Test
  void a_new_key_is_asked_for_when_a_token_names_it_and_an_old_one_is_forgotten() {
    try (OidcIdentityProvider asking = asking()) {
      awaitVouched(asking);
      String old = token();
      int asked = provider.asked();
      signer = Signer.ellipticCurve(provider.issuer().toString(), "two");
      provider.publish(signer);
      assertThat(asking.verdict(token()))
          .isEqualTo(new Verdict.NotVouched("the provider has no such key"));
      assertThat(provider.asked()).isEqualTo(asked);
      pass(JwksCache.PAUSE);
      awaitVouched(asking);
      assertThat(asking.verdict(old)).isInstanceOf(Verdict.NotVouched.class);
    }
  }

  @Test
  void known_keys_stay_good_while_the_provider_is_silent_and_nobody_waits_for_it() {
    try (OidcIdentityProvider asking = asking()) {
      awaitVouched(asking);
      provider.misbehave(this::saysNothing);
      pass(JwksCache.FRESH);
      assertThat(timeOf(() -> vouched(asking))).as("the first to notice").isLessThan(PROMISED);
      assertThat(
              timeOf(() -> assertThat(asking.verdict(token())).isInstanceOf(Verdict.Vouched.class)))
          .isLessThan(Duration.ofSeconds(1));
    }
  }

  private void vouched(OidcIdentityProvider asking) {
    assertThat(asking.verdict(token())).isInstanceOf(Verdict.Vouched.class);
  }

  /** Nothing that fails or is no set of keys withdraws one. */
  @ParameterizedTest
  @ValueSource(
      strings = {"", "<html>", "{}", "[]", "{\"keys\":null}", "{\"keys\":{}}", "{\"keys\":[1]}"})
  void known_keys_stay_good_while_the_provider_answers_garbage(String garbage) {
    try (OidcIdentityProvider asking = asking()) {
      awaitVouched(asking);
      provider.publish(garbage);
      pass(JwksCache.FRESH);
      vouched(asking);
    }
  }

  @Test
  void a_key_that_is_not_understood_takes_nothing_away_from_the_others() {
    provider.publish(
        Signer.keySet(signer)
            .replaceFirst(
                "\\[", "[{\"kty\":\"AKP\",\"kid\":\"new\",\"alg\":\"ML-DSA-44\",\"pub\":\"AA\"},"));
    try (OidcIdentityProvider asking = asking()) {
      awaitVouched(asking);
    }
  }

  /** A provider that answers has withdrawn a key when it does not name it any more. */
  @Test
  void a_withdrawn_key_is_not_believed_when_a_token_comes_after_hours_without_any() {
    try (OidcIdentityProvider asking = asking()) {
      awaitVouched(asking);
      provider.publish(Signer.rsa(provider.issuer().toString(), "two"));
      pass(Duration.ofHours(23));
      assertThat(asking.verdict(token()))
          .isEqualTo(new Verdict.NotVouched("the provider has no such key"));
    }
  }

  @Test
  void a_withdrawn_key_is_not_believed_after_the_next_fetch_of_the_schedule() {
    try (OidcIdentityProvider asking = asking()) {
      awaitVouched(asking);
      provider.publish();
      pass(JwksCache.EVERY);
      asking.refresh();
      Awaitility.await().until(() -> asking.verdict(token()) instanceof Verdict.NotVouched);
    }
  }

  @Test
  void another_key_under_the_same_name_takes_the_place_of_the_one_before() {
    try (OidcIdentityProvider asking = asking()) {
      awaitVouched(asking);
      String old = token();
      signer = Signer.rsa(provider.issuer().toString(), "one");
      provider.publish(signer);
      pass(JwksCache.EVERY);
      asking.refresh();
      Awaitility.await().until(() -> asking.verdict(token()) instanceof Verdict.Vouched);
      assertThat(asking.verdict(old))
          .isEqualTo(new Verdict.NotVouched("the token's signature is wrong"));
    }
  }

  @Test
  void where_no_key_is_known_a_silent_provider_is_told_from_a_bad_token_in_time() {
    provider.misbehave(this::saysNothing);
    try (OidcIdentityProvider asking = asking()) {
      assertThat(timeOf(() -> cannotTell(asking))).isLessThan(PROMISED);
    }
  }

  @Test
  void many_callers_at_once_are_told_in_the_same_time() throws Exception {
    provider.misbehave(this::saysNothing);
    try (OidcIdentityProvider asking = asking();
        ExecutorService callers = Executors.newFixedThreadPool(50)) {
      long begun = System.nanoTime();
      List<CompletableFuture<Void>> all = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        all.add(CompletableFuture.runAsync(() -> cannotTell(asking), callers));
      }
      CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new)).get(30, TimeUnit.SECONDS);
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(PROMISED.plusSeconds(2));
      assertThat(provider.asked()).isLessThanOrEqualTo(3);
    }
  }

  private void cannotTell(OidcIdentityProvider asking) {
    assertThat(asking.verdict(token())).isInstanceOf(Verdict.CannotTell.class);
  }

  @Test
  void a_provider_that_comes_back_is_believed_again() {
    provider.misbehave(this::saysNothing);
    try (OidcIdentityProvider asking = asking()) {
      cannotTell(asking);
      provider.behave();
      pass(JwksCache.PAUSE_AFTER_FAILURE);
      awaitVouched(asking);
    }
  }

  @Test
  void an_answer_without_end_takes_no_longer_than_none_and_is_not_waited_for_for_ever() {
    provider.misbehave(this::dripsBlanks);
    try (OidcIdentityProvider asking = asking()) {
      assertThat(timeOf(() -> cannotTell(asking))).isLessThan(PROMISED);
      provider.behave();
      pass(JwksCache.PAUSE_AFTER_FAILURE);
      awaitVouched(asking);
    }
  }

  @Test
  void an_answer_that_is_longer_than_such_a_document_ever_is_is_not_read() {
    String description =
        provider.description(provider.issuer().toString(), provider.keys().toString());
    provider.describeItselfAs(
        description + " ".repeat(BoundedText.MOST_BYTES - description.length()));
    try (OidcIdentityProvider asking = asking()) {
      awaitVouched(asking);
    }
    provider.describeItselfAs(
        description + " ".repeat(BoundedText.MOST_BYTES - description.length() + 1));
    try (OidcIdentityProvider asking = asking()) {
      cannotTell(asking);
    }
  }

  @Test
  void the_description_of_another_issuer_is_not_believed() {
    provider.describeItselfAs(
        provider.description("https://id.example", provider.keys().toString()));
    try (OidcIdentityProvider asking = asking()) {
      cannotTell(asking);
    }
  }

  @Test
  void a_redirection_is_not_followed() {
    try (TestProvider elsewhere = TestProvider.plain()) {
      elsewhere.publish(signer);
      elsewhere.describeItselfAs(
          provider.description(provider.issuer().toString(), elsewhere.keys().toString()));
      provider.misbehave(
          exchange -> {
            exchange.getResponseHeaders().add("Location", elsewhere.description().toString());
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
            return true;
          });
      try (OidcIdentityProvider asking = asking()) {
        cannotTell(asking);
      }
      assertThat(elsewhere.asked()).isZero();
    }
  }

  @Test
  void garbage_is_no_set_of_keys() {
    provider.describeItselfAs("<html>");
    try (OidcIdentityProvider asking = asking()) {
      cannotTell(asking);
    }
  }

  @Test
  void a_company_may_have_certificates_of_its_own(@TempDir Path folder) throws Exception {
    Path store = folder.resolve("store.p12");
    Path certificate = folder.resolve("certificate.pem");
    SSLContext context = selfSigned(store, certificate);
    try (TestProvider encrypted = TestProvider.encrypted(context)) {
      provider.close();
      provider = encrypted;
      publish(encrypted);
      try (OidcIdentityProvider asking = asking(Optional.of(certificate))) {
        awaitVouched(asking);
      }
      try (OidcIdentityProvider stranger = asking()) {
        cannotTell(stranger);
      }
      assertKeysNeedTls(encrypted, certificate);
    }
  }

  private void assertKeysNeedTls(TestProvider encrypted, Path certificate) {
    try (TestProvider plain = TestProvider.plain()) {
      plain.publish(signer);
      encrypted.describeItselfAs(
          encrypted.description(encrypted.issuer().toString(), plain.keys().toString()));
      try (OidcIdentityProvider asking = asking(Optional.of(certificate))) {
        cannotTell(asking);
      }
    }
  }

  private void publish(TestProvider at) {
    signer = Signer.rsa(at.issuer().toString(), "one");
    at.publish(signer);
  }

  private static SSLContext selfSigned(Path store, Path certificate) throws Exception {
    String password = "the store's password";
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home", ""), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                password,
                "-alias",
                "provider",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !keytool.isAlive());
    KeyStore keys = KeyStore.getInstance(store.toFile(), password.toCharArray());
    Files.writeString(
        certificate,
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder().encodeToString(keys.getCertificate("provider").getEncoded())
            + "\n-----END CERTIFICATE-----\n");
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, password.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }
}
