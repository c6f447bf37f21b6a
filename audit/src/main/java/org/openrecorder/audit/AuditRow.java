package org.openrecorder.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * An audit record: a row of {@code audit_entry} with all its columns.
 *
 * @param proof the server's signature of all other columns; empty in records older than signatures
 */
public record AuditRow(
    long number,
    Instant happenedAt,
    String client,
    String address,
    String action,
    Optional<String> username,
    String subject,
    Optional<UUID> recordingId,
    String result,
    String reason,
    String proof) {

  /** The columns in the order in which version 1 hashes them. */
  private static final List<String> COLUMNS =
      List.of(
          "number",
          "happened_at",
          "client",
          "address",
          "action",
          "username",
          "subject",
          "recording_id",
          "result",
          "reason",
          "proof");

  /** Digits of a column's own hash in the marks: enough to find which column has changed. */
  private static final int MARK = 8;

  private static final String PROOF = "audit row";

  private List<Optional<String>> content() {
    return List.of(
        CanonicalHash.text(number),
        CanonicalHash.text(happenedAt),
        Optional.of(client),
        Optional.of(address),
        Optional.of(action),
        username,
        Optional.of(subject),
        recordingId.map(UUID::toString),
        Optional.of(result),
        Optional.of(reason));
  }

  private List<Optional<String>> all() {
    List<Optional<String>> all = new ArrayList<>(content());
    all.add(Optional.of(proof));
    return all;
  }

  private String contentHash() {
    return CanonicalHash.sha256("audit content 1", content());
  }

  /** The value that {@link #proof} must have. */
  public String proofBy(AuditKey key) {
    return key.sign(PROOF, contentHash());
  }

  /** Whether a server with that key wrote all columns of the record. */
  public boolean provenBy(AuditKey key) {
    return key.hasSigned(PROOF, contentHash(), proof);
  }

  /** The hash of the whole record. */
  String digest() {
    return CanonicalHash.sha256("audit row 1", all());
  }

  /** The first digits of the hash of each column. */
  String marks() {
    return all().stream()
        .map(value -> CanonicalHash.sha256("audit column 1", List.of(value)).substring(0, MARK))
        .collect(Collectors.joining());
  }

  /** The columns that differ from those from which the marks were made. */
  List<String> differingFrom(String marks) {
    String now = marks();
    List<String> differing = new ArrayList<>();
    for (int i = 0; i < COLUMNS.size(); i++) {
      if (!now.regionMatches(i * MARK, marks, i * MARK, MARK)) {
        differing.add(COLUMNS.get(i));
      }
    }
    return differing;
  }
}
