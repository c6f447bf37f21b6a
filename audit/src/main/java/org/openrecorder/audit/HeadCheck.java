package org.openrecorder.audit;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openrecorder.audit.AuditFinding.Kind;

/** Compares the chain with its ends at earlier times. */
final class HeadCheck {

  private final Map<Long, ChainHead> byPlace = new HashMap<>();
  private final Optional<ChainHead> furthest;
  private final Findings findings;

  /**
   * Whether a difference was reported. Only the first is: a chain that differs there differs at all
   * later heads too.
   */
  private boolean told;

  HeadCheck(List<ChainHead> heads, Findings findings) {
    this.findings = findings;
    this.furthest = heads.stream().max(Comparator.comparingLong(ChainHead::place));
    heads.forEach(head -> byPlace.putIfAbsent(head.place(), head));
  }

  void next(Seal seal) {
    ChainHead head = byPlace.get(seal.place());
    if (head != null && !head.hash().equals(seal.hash()) && !told) {
      told = true;
      findings.add(
          Kind.MADE_ANEW,
          "the chain, up to seal %d; on %s it ended there with the hash %s, which is now %s"
              .formatted(seal.place(), head.at(), head.hash(), seal.hash()));
    }
  }

  void end(long place) {
    furthest
        .filter(head -> head.place() > place)
        .ifPresent(
            head ->
                findings.add(
                    Kind.CUT_OFF,
                    "the chain behind seal %d; on %s it ended with seal %d"
                        .formatted(place, head.at(), head.place())));
  }

  int size() {
    return byPlace.size();
  }
}
