package org.openrecorder.bootstrap;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.openrecorder.asterisk.LinkState;

/**
 * Ready when the link to each PBX is logged in, its live channel state is whole and no mistake in
 * its set-up is known.
 */
@Readiness
@Singleton
class PbxCheck implements HealthCheck {

  private final PbxLinks links;
  private final PbxTroubles troubles;

  @Inject
  PbxCheck(PbxLinks links, PbxTroubles troubles) {
    this.links = links;
    this.troubles = troubles;
  }

  @Override
  public HealthCheckResponse call() {
    List<LinkState> states = links.states();
    HealthCheckResponseBuilder response = HealthCheckResponse.named("pbxs");
    states.forEach(state -> response.withData(state.pbx().value(), words(state)));
    return response.status(states.stream().allMatch(this::isWell)).build();
  }

  private boolean isWell(LinkState state) {
    return state.inSync() && troubles.of(state.pbx()).isEmpty();
  }

  private String words(LinkState state) {
    return Stream.concat(Stream.of(word(state)), troubles.of(state.pbx()).stream())
        .collect(Collectors.joining("; "));
  }

  private static String word(LinkState state) {
    if (state.inSync()) {
      return state.unreadableChannels() == 0
          ? "in sync"
          : "in sync, but " + state.unreadableChannels() + " channels cannot be read";
    }
    return state.loggedIn() ? "logged in, not in sync" : state.lastError().orElse("no link yet");
  }
}
