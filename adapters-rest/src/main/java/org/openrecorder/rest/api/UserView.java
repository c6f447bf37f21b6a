package org.openrecorder.rest.api;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.openrecorder.application.administration.AdministerUsers.Listed;
import org.openrecorder.domain.access.Team;
import org.openrecorder.domain.access.User;
import org.openrecorder.domain.call.Extension;

/**
 * A user.
 *
 * @param group {@code agent}, {@code supervisor} or {@code manager}
 * @param from {@code settings}, which cannot be changed here, or {@code stored}
 */
public record UserView(
    String name,
    String group,
    @Nullable String team,
    List<String> extensions,
    boolean enabled,
    String from)
    implements View {

  static UserView of(Listed listed) {
    User user = listed.user();
    return new UserView(
        user.name().value(),
        user.group().name().toLowerCase(Locale.ROOT),
        user.team().map(Team::value).orElse(null),
        user.extensions().stream().map(Extension::value).sorted().toList(),
        user.enabled(),
        listed.origin().name().toLowerCase(Locale.ROOT));
  }

  /** How many users of a file were stored. */
  public record Imported(int imported) implements View {}
}
