package org.openrecorder.web.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AtOnceTest {

  private final AtOnce atOnce = new AtOnce(2);

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
