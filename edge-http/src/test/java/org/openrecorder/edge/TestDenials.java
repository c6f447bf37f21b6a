package org.openrecorder.edge;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.openrecorder.application.Audit;
import org.openrecorder.application.denial.AccessDenials;
import org.openrecorder.application.denial.ClientDenials;
import org.openrecorder.application.port.DeniedAccessLog.Entry;
import org.openrecorder.testing.InMemoryDeniedAccessLog;
import org.openrecorder.testing.InMemoryStore;

/** What the filters deny, counted as the server does it and written when a test wants. */
final class TestDenials {

  private final InMemoryStore store = new InMemoryStore();
  private final InMemoryDeniedAccessLog log = new InMemoryDeniedAccessLog(store);
  private final Audit audit;
  private final AccessDenials access;
  private final ClientDenials clients;

  TestDenials(Audit audit) {
    this(audit, System::nanoTime);
  }

  TestDenials(Audit audit, LongSupplier nanos) {
    this.audit = audit;
    this.access = new AccessDenials(log, audit, Clock.systemUTC(), nanos, Duration.ofDays(30));
    this.clients = new ClientDenials(audit, Clock.systemUTC(), nanos);
  }

  Audit audit() {
    return audit;
  }

  AccessDenials access() {
    return access;
  }

  ClientDenials clients() {
    return clients;
  }

  /** From now on nothing can be written, or again. */
  void goDown(boolean down) {
    if (down) {
      store.goDown();
    } else {
      store.comeBack();
    }
  }

  /** Has all written that is due; then what is kept of those whom nobody knows, oldest first. */
  List<Entry> written() {
    access.write();
    clients.write();
    return log.entries();
  }
}
