package org.openrecorder.edge.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConcurrencyLimiterTest {

  private final ConcurrencyLimiter atOnce = new ConcurrencyLimiter(2);

  @Test
  void no_more_are_inside_than_may_be() {
    assertThat(atOnce.enter("crm")).isTrue();
    assertThat(atOnce.enter("crm")).isTrue();
    assertThat(atOnce.enter("crm")).isFalse();
    assertThat(atOnce.enter("other")).isTrue();
    atOnce.leave("crm");
    assertThat(atOnce.enter("crm")).isTrue();
    assertThat(atOnce.enter("crm")).isFalse();
  }
}
