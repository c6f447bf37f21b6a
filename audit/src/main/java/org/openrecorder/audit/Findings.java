package org.openrecorder.audit;

import java.util.ArrayList;
import java.util.List;

/** Collects a limited number of findings, to bound memory, and counts the others. */
final class Findings {

  private static final int MOST = 1_000;

  private final List<AuditFinding> first = new ArrayList<>();
  private long more;

  void add(AuditFinding.Kind kind, String text) {
    if (first.size() < MOST) {
      first.add(new AuditFinding(kind, text));
    } else {
      more++;
    }
  }

  List<AuditFinding> first() {
    return first;
  }

  long more() {
    return more;
  }
}
