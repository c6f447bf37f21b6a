package org.openrecorder.wiring;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.openrecorder.asterisk.LinkState;

/** Ready when the link to each PBX is logged in and its live picture is whole. */
@Readiness
@Singleton
class PbxCheck implements HealthCheck {

  private final PbxLinks links;

  @Inject
  PbxCheck(PbxLinks links) {
    this.links = links;
  }

  @Override
  public HealthCheckResponse call() {
    List<LinkState> states = links.states();
    HealthCheckResponseBuilder response = HealthCheckResponse.named("pbxs");
    states.forEach(state -> response.withData(state.pbx().value(), word(state)));
    return response.status(states.stream().allMatch(LinkState::inSync)).build();
  }

  private static String word(LinkState state) {
    if (state.inSync()) {
      return "in sync";
    }
    return state.loggedIn() ? "logged in, not in sync" : "no link";
  }
}
