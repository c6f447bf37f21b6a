package org.openrecorder.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A link of the chain, a row of {@code audit_seal}. It stands for one audit record and for all
 * seals before it.
 *
 * @param place counts from 1 without a gap
 * @param entry the number of the audit record
 * @param version of the hash; there is only one so far
 * @param digest the hash of the audit record
 * @param marks short hashes by which a changed column is found; they prove nothing
 * @param hash of the previous seal's hash and all of the above
 * @param mac the signature of all of the above; it is verified without the previous seal, so a
 *     broken seal does not invalidate the next one
 */
public record Seal(
    long place,
    long entry,
    int version,
    Instant sealedAt,
    String digest,
    String marks,
    String hash,
    String mac) {

  static final int VERSION = 1;

  /** What the first seal has in place of the previous hash. */
  static final String NOTHING_BEFORE = "0".repeat(64);

  private static final String MAC = "audit seal";

  /** The seals of these records, which follow the last seal. */
  public static List<Seal> link(
      Optional<Seal> last, List<AuditRow> rows, Instant now, AuditKey key) {
    List<Seal> seals = new ArrayList<>();
    long place = last.map(Seal::place).orElse(0L);
    String before = last.map(Seal::hash).orElse(NOTHING_BEFORE);
    for (AuditRow row : rows) {
      place++;
      Seal seal = of(place, before, row, now.truncatedTo(ChronoUnit.MICROS), key);
      seals.add(seal);
      before = seal.hash();
    }
    return seals;
  }

  private static Seal of(long place, String before, AuditRow row, Instant now, AuditKey key) {
    Seal bare = new Seal(place, row.number(), VERSION, now, row.digest(), row.marks(), "", "");
    Seal linked = bare.with(bare.hashAfter(before), "");
    return linked.with(linked.hash(), key.sign(MAC, linked.signed()));
  }

  private Seal with(String newHash, String newMac) {
    return new Seal(place, entry, version, sealedAt, digest, marks, newHash, newMac);
  }

  private String hashAfter(String before) {
    return hashWith("audit seal 1", before);
  }

  private String signed() {
    return hashWith("audit seal signed 1", hash);
  }

  private String hashWith(String kind, String other) {
    return CanonicalHash.sha256(
        kind,
        List.of(
            Optional.of(other),
            CanonicalHash.text(place),
            CanonicalHash.text(entry),
            CanonicalHash.text(version),
            CanonicalHash.text(sealedAt),
            Optional.of(digest),
            Optional.of(marks)));
  }

  boolean follows(String before) {
    return version == VERSION && hash.equals(hashAfter(before));
  }

  /** Whether a server with that key made the seal. */
  public boolean signedBy(AuditKey key) {
    return key.hasSigned(MAC, signed(), mac);
  }
}
