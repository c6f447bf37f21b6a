package org.openrecorder.wiring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import org.openrecorder.application.Audit;
import org.openrecorder.application.Audit.Attempt;
import org.openrecorder.application.port.Administrators;
import org.openrecorder.application.port.StoreUnavailable;
import org.openrecorder.application.port.Transactions;
import org.openrecorder.application.port.Vital;
import org.openrecorder.domain.access.Caller;
import org.openrecorder.settings.AdministratorFiles;
import org.openrecorder.settings.OwnerOnlyFile;
import org.openrecorder.settings.PasswordHash;

/**
 * Takes in the password that an operator has set by {@code open-recorder --reset-admin-password},
 * which leaves its hash in a file. Only who has the server's account can write that, and may do
 * everything anyway.
 */
final class PasswordReset implements Vital, AutoCloseable {

  private static final Logger LOG = System.getLogger(PasswordReset.class.getName());

  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final Administrators administrators;
  private final Transactions transactions;
  private final Audit audit;
  private final OwnerOnlyFile hash;
  private final OwnerOnlyFile firstPassword;
  private final Watch watch;

  PasswordReset(
      Administrators administrators,
      Transactions transactions,
      Audit audit,
      Path data,
      ThreadFactory threads) {
    this.administrators = administrators;
    this.transactions = transactions;
    this.audit = audit;
    this.hash = AdministratorFiles.newPasswordHash(data);
    this.firstPassword = AdministratorFiles.firstPassword(data);
    this.watch = new Watch(this::look, PAUSE, threads);
  }

  void start() {
    watch.start();
  }

  @Override
  public Optional<String> end() {
    return watch.end();
  }

  @Override
  public void close() {
    watch.close();
  }

  /** Looks whether there is one. */
  void look() {
    if (hash.exists()) {
      take();
    }
  }

  private void take() {
    try {
      store(new PasswordHash(hash.read()));
      firstPassword.remove();
      hash.remove();
      LOG.log(Level.INFO, "the administrator has another password: an operator has reset it");
    } catch (StoreUnavailable later) {
      LOG.log(Level.DEBUG, "the new password is stored later: {0}", later.getMessage());
    } catch (IOException | IllegalArgumentException none) {
      LOG.log(Level.WARNING, "the file {0} holds no new password: {1}", hash, none.getMessage());
      discard();
    }
  }

  private void discard() {
    try {
      hash.remove();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void store(PasswordHash password) {
    Attempt attempt =
        Attempt.of(Caller.unknown("this machine"), "reset password", FirstAdministrator.NAME);
    transactions.run(
        () -> {
          administrators.save(FirstAdministrator.NAME, password.text());
          audit.granted(attempt, "by open-recorder --reset-admin-password");
        });
  }
}
