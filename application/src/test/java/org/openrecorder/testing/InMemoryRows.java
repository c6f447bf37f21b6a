package org.openrecorder.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.openrecorder.application.port.AuditTrail;
import org.openrecorder.application.port.ClientRepository.StoredClient;
import org.openrecorder.application.port.DeniedAccessLog;
import org.openrecorder.application.port.Page;
import org.openrecorder.domain.access.ClientName;
import org.openrecorder.domain.access.User;
import org.openrecorder.domain.access.Username;
import org.openrecorder.domain.call.CallId;
import org.openrecorder.domain.call.CallRecord;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.RecordingSegment;

/** The rows of an {@link InMemoryStore}, each in the order in which it came. */
final class InMemoryRows {

  final Map<CallId, Numbered<CallRecord>> calls = new LinkedHashMap<>();
  final Map<RecordingId, Numbered<RecordingSegment>> recordings = new LinkedHashMap<>();
  final List<AuditTrail.Row> audit = new ArrayList<>();
  final Map<RecordingId, AuditTrail.Row> announced = new LinkedHashMap<>();
  final List<DeniedAccessLog.Entry> deniedAccess = new ArrayList<>();
  final Map<String, String> administrators = new HashMap<>();
  final Map<Username, Numbered<User>> users = new LinkedHashMap<>();
  final Map<ClientName, Numbered<StoredClient>> clients = new LinkedHashMap<>();
  private long lastNumber;

  /** A row and its number: the higher, the newer. */
  record Numbered<T>(long number, T row) {}

  InMemoryRows copy() {
    InMemoryRows copy = new InMemoryRows();
    copy.calls.putAll(calls);
    copy.recordings.putAll(recordings);
    copy.audit.addAll(audit);
    copy.announced.putAll(announced);
    copy.deniedAccess.addAll(deniedAccess);
    copy.administrators.putAll(administrators);
    copy.users.putAll(users);
    copy.clients.putAll(clients);
    copy.lastNumber = lastNumber;
    return copy;
  }

  <T> Numbered<T> number(T row) {
    lastNumber++;
    return new Numbered<>(lastNumber, row);
  }

  /**
   * The rows that {@code wanted} takes, newest first, from {@code after} on, at most {@code limit}.
   */
  static <T> Page<T> page(
      Map<?, Numbered<T>> rows, Predicate<T> wanted, Optional<Page.Cursor> after, int limit) {
    long before = after.map(Page.Cursor::after).orElse(Long.MAX_VALUE);
    List<Numbered<T>> matches =
        rows.values().stream()
            .filter(row -> row.number() < before && wanted.test(row.row()))
            .toList()
            .reversed();
    List<Numbered<T>> given = matches.subList(0, Math.min(limit, matches.size()));
    Optional<Page.Cursor> next =
        given.size() < matches.size()
            ? Optional.of(new Page.Cursor(given.getLast().number()))
            : Optional.empty();
    return new Page<>(given.stream().map(Numbered::row).toList(), next);
  }
}
