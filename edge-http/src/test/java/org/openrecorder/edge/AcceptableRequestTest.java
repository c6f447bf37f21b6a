package org.openrecorder.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptableRequestTest {

  @ParameterizedTest
  @CsvSource({
    "'text/xml;q=0.9, */*;q=0.8', 'text/xml;q=0.9, */*;q=0.8'",
    "text/xml, text/xml",
    "*/*;q=zz, */*",
    "'text/xml;q=2, a/b', 'text/xml, a/b'",
    "text/html;level=1, text/html",
    "'', */*",
    "'text, ;;;', */*",
    "', text/xml', ' text/xml'"
  })
  void what_can_be_read_of_a_request_is_kept(String sent, String read) {
    assertThat(AcceptableRequest.readable(sent)).isEqualTo(read);
  }
}
