package org.openrecorder.rest.api;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.openrecorder.application.administration.AdministerClients.Listed;
import org.openrecorder.application.administration.AdministerClients.NewSecret;
import org.openrecorder.domain.access.Client;
import org.openrecorder.domain.access.ClientSecret;
import org.openrecorder.domain.call.Extension;
import org.openrecorder.domain.call.PbxName;

/**
 * A client system.
 *
 * @param pbxs the only ones it may have to do with, null for all
 * @param extensions one of which has to take part in a call, null where none has to
 * @param secrets of a stored one, oldest first, without what is secret
 * @param from {@code settings}, which cannot be changed here, or {@code stored}
 */
public record ClientView(
    String name,
    List<String> permissions,
    @Nullable List<String> pbxs,
    @Nullable List<String> extensions,
    boolean enabled,
    List<SecretView> secrets,
    String from)
    implements View {

  /**
   * When a secret was made and when it ends, null where it does not.
   *
   * @param number by which it is removed
   */
  public record SecretView(int number, String madeAt, @Nullable String validUntil) implements View {
    static SecretView of(ClientSecret secret) {
      return new SecretView(
          secret.number(), Timestamps.text(secret.madeAt()), Timestamps.text(secret.validUntil()));
    }
  }

  /** A new secret, told this once. */
  public record NewSecretView(int number, String secret) implements View {
    static NewSecretView of(NewSecret made) {
      return new NewSecretView(made.number(), made.secret());
    }
  }

  static ClientView of(Listed listed) {
    Client client = listed.client();
    return new ClientView(
        client.name().value(),
        client.permissions().stream().sorted().map(ClientView::word).toList(),
        limit(client.scope().pbxs(), PbxName::value),
        limit(client.scope().extensions(), Extension::value),
        client.enabled(),
        listed.secrets().stream().map(SecretView::of).toList(),
        word(listed.origin()));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static <T> @Nullable List<String> limit(
      Optional<Set<T>> values, Function<T, String> text) {
    return values.map(some -> some.stream().map(text).sorted().toList()).orElse(null);
  }
}
