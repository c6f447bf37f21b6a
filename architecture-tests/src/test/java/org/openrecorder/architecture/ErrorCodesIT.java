package org.openrecorder.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openrecorder.application.ErrorCode;
import org.openrecorder.rest.error.HttpStatuses;
import org.openrecorder.soap.envelope.FaultKind;

/** The error codes of the core, the table of each adapter, and what the docs say of them. */
class ErrorCodesIT {

  /** The first three cells: code, HTTP status, SOAP fault. */
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `([A-Z_]+)` \\| (\\d+) \\| (\\w+) \\|");

  private static final Pattern ANY_ROW = Pattern.compile("(?m)^\\| `[A-Z_]+` \\|");

  @ParameterizedTest
  @ValueSource(strings = {"api.md", "contract.md"})
  void the_page_lists_every_code_with_its_status_and_its_soap_fault(String name)
      throws IOException {
    String page = Files.readString(Path.of("..", "docs", name));
    assertThat(
            ROW.matcher(page).results().map(row -> told(row.group(1), row.group(2), row.group(3))))
        .containsExactlyElementsOf(
            Arrays.stream(ErrorCode.values()).map(ErrorCodesIT::real).toList())
        .hasSize((int) ANY_ROW.matcher(page).results().count());
  }

  private static String real(ErrorCode code) {
    String fault = FaultKind.of(code).name();
    return told(
        code.name(),
        Integer.toString(HttpStatuses.of(code)),
        fault.charAt(0) + fault.substring(1).toLowerCase(Locale.ROOT));
  }

  private static String told(String code, String status, String fault) {
    return code + " " + status + " " + fault;
  }
}
