package org.openrecorder.rest.api;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openrecorder.application.port.CursorKey;
import org.openrecorder.application.port.Page;
import org.openrecorder.domain.InvalidValue;
import org.openrecorder.domain.access.ApiPrincipal;
import org.openrecorder.domain.access.User;
import org.openrecorder.domain.access.Username;

/**
 * Places in lists as clients see them: with a meaning to this server only, and good only for the
 * client and the list that they were given to and for, with all that the list was narrowed by.
 */
@Dependent
public class Cursors {

  static final String PARAMETER = "cursor";

  private final CursorCipher cipher;

  @Inject
  public Cursors(CursorKey key) {
    this.cipher = new CursorCipher(key);
  }

  /**
   * A list that is asked for.
   *
   * @param name of the list
   * @throws org.openrecorder.rest.request.MalformedRequestException if the query has a cursor that
   *     was not given to that caller for that list
   */
  Listing listing(String name, ApiPrincipal principal, Query query) {
    String purpose = purpose(name, principal, query.without(PARAMETER));
    return new Listing(purpose, query.read(PARAMETER, text -> place(text, purpose)));
  }

  private Page.Cursor place(String text, String purpose) {
    return cipher
        .decrypt(text, purpose)
        .orElseThrow(
            () -> new InvalidValue("it is not one that an earlier answer to this question gave"));
  }

  /** Each part with its length, so that no two lists have the same. */
  private static String purpose(String name, ApiPrincipal principal, Map<String, String> filter) {
    String person = principal.person().map(User::name).map(Username::value).orElse("");
    return Stream.concat(
            Stream.of(name, principal.client().value(), person),
            filter.entrySet().stream().flatMap(one -> Stream.of(one.getKey(), one.getValue())))
        .map(part -> part.length() + ":" + part)
        .collect(Collectors.joining(","));
  }

  /** One question for a part of a list. */
  final class Listing {

    private final String purpose;
    private final Optional<Page.Cursor> after;

    private Listing(String purpose, Optional<Page.Cursor> after) {
      this.purpose = purpose;
      this.after = after;
    }

    /** Where the part begins. */
    Optional<Page.Cursor> after() {
      return after;
    }

    /** The answer to it. */
    <T> PageView view(Page<T> page, Function<T, View> view) {
      return new PageView(
          page.items().stream().map(view).toList(),
          page.next().map(next -> cipher.encrypt(next, purpose)).orElse(null));
    }
  }
}
