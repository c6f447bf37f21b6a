package org.openrecorder.rest.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openrecorder.application.port.CursorKey;
import org.openrecorder.application.port.Page;
import org.openrecorder.domain.access.ApiPrincipal;
import org.openrecorder.domain.access.ClientName;
import org.openrecorder.domain.access.User;
import org.openrecorder.domain.access.UserRole;
import org.openrecorder.domain.access.Username;
import org.openrecorder.domain.call.Extension;
import org.openrecorder.rest.request.MalformedRequestException;

class CursorsTest {

  private static final ApiPrincipal CRM = caller("crm");
  private static final Set<String> KNOWN = Set.of("tag", "extension", Cursors.PARAMETER);

  private final Cursors cursors = new Cursors(key(1));

  private static CursorKey key(int first) {
    byte[] bytes = new byte[CursorKey.BYTES];
    bytes[0] = (byte) first;
    return new CursorKey(bytes);
  }

  private static ApiPrincipal caller(String client) {
    return new ApiPrincipal(new ClientName(client), "192.0.2.1", Set.of());
  }

  private static ApiPrincipal usedBy(String person) {
    return CRM.usedBy(
        new User(
            new Username(person),
            UserRole.AGENT,
            Optional.empty(),
            Set.of(new Extension("410")),
            true),
        Set.of());
  }

  private static Query query(String text) {
    HttpServletRequest request =
        (HttpServletRequest)
            Proxy.newProxyInstance(
                CursorsTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (self, method, arguments) -> text);
    return Query.of(request, KNOWN);
  }

  private String next(String list, ApiPrincipal principal, String query, long place) {
    Page<String> page = new Page<>(List.of(), Optional.of(new Page.Cursor(place)));
    return String.valueOf(
        cursors.listing(list, principal, query(query)).view(page, text -> null).next());
  }

  private Optional<Long> after(String list, ApiPrincipal principal, String query, String cursor) {
    return cursors
        .listing(list, principal, query(query + "&cursor=" + cursor))
        .after()
        .map(Page.Cursor::after);
  }

  private void assertRefused(String list, ApiPrincipal principal, String query, String cursor) {
    assertThatExceptionOfType(MalformedRequestException.class)
        .isThrownBy(() -> after(list, principal, query, cursor));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 100, -1, Long.MAX_VALUE, Long.MIN_VALUE})
  void a_cursor_fits_in_a_url_and_leads_to_its_place(long place) {
    String cursor = next("calls", CRM, "tag=22", place);
    assertThat(cursor).matches("[A-Za-z0-9_-]{48}");
    assertThat(after("calls", CRM, "tag=22", cursor)).contains(place);
  }

  @Test
  void the_last_part_has_none_and_the_first_is_asked_for_without() {
    Cursors.Listing first = cursors.listing("calls", CRM, query("tag=22&cursor="));
    assertThat(first.after()).isEmpty();
    assertThat(first.view(new Page<>(List.of(), Optional.empty()), text -> null).next()).isNull();
  }

  /** The order of parameters and blank ones do not make another question. */
  @Test
  void the_same_question_may_be_spelled_in_another_way() {
    String cursor = next("calls", CRM, "tag=22&extension=410", 7);
    assertThat(after("calls", CRM, "extension=410&tag=22", cursor)).contains(7L);
    String all = next("calls", CRM, "tag=", 7);
    assertThat(after("calls", CRM, "extension=+", all)).contains(7L);
  }

  @ParameterizedTest
  @CsvSource({
    "recordings, tag=22",
    "calls, tag=23",
    "calls, extension=22",
    "calls, ''",
    "calls, tag=22&extension=410",
    "calls, tag=2%320",
    "calls, extension=3%3Atag%2C2%3A22"
  })
  void it_is_no_good_for_another_list_or_filter(String list, String query) {
    assertRefused(list, CRM, query, next("calls", CRM, "tag=22", 7));
  }

  @Test
  void it_is_no_good_for_anybody_else() {
    String cursor = next("calls", CRM, "", 7);
    assertRefused("calls", caller("crm2"), "", cursor);
    assertRefused("calls", usedBy("fred"), "", cursor);
    String fred = next("calls", usedBy("fred"), "", 7);
    assertThat(after("calls", usedBy("fred"), "", fred)).contains(7L);
    assertRefused("calls", usedBy("anna"), "", fred);
    assertRefused("calls", CRM, "", fred);
  }

  @Test
  void it_survives_a_restart_and_not_another_key() {
    String cursor = next("calls", CRM, "", 7);
    Query query = query("cursor=" + cursor);
    assertThat(new Cursors(key(1)).listing("calls", CRM, query).after())
        .contains(new Page.Cursor(7));
    assertThatExceptionOfType(MalformedRequestException.class)
        .isThrownBy(() -> new Cursors(key(2)).listing("calls", CRM, query));
  }

  /** Nothing of a place shows, nor how far two places are from each other. */
  @Test
  void neighbours_have_nothing_in_common() {
    Set<String> beginnings = new HashSet<>();
    for (long place = 0; place < 1_000; place++) {
      String cursor = next("calls", CRM, "", place);
      beginnings.add(cursor.substring(0, 8));
      beginnings.add(cursor.substring(16, 24));
      byte[] bytes = Base64.getUrlDecoder().decode(cursor);
      assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).doesNotContain("\0\0\0\0");
    }
    assertThat(beginnings).hasSize(2_000);
  }

  @Test
  void a_changed_one_is_none() {
    String cursor = next("calls", CRM, "", 7);
    for (int i = 0; i < cursor.length(); i++) {
      char other = cursor.charAt(i) == 'A' ? 'B' : 'A';
      assertRefused("calls", CRM, "", cursor.substring(0, i) + other + cursor.substring(i + 1));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "AAAAAAAAAAc",
        "AAAAAAAAAAA",
        "AAAAAAAAAA=",
        "AAAAA+AAAAA",
        "../../../..",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "\u00fcAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
      })
  void any_other_text_is_no_cursor(String text) {
    assertRefused("calls", CRM, "", text);
  }
}
