package org.openrecorder.bootstrap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import org.openrecorder.application.Audit;
import org.openrecorder.application.Audit.AuditedAction;
import org.openrecorder.application.port.AdministratorRepository;
import org.openrecorder.application.port.LivenessProbe;
import org.openrecorder.application.port.StoreUnavailableException;
import org.openrecorder.application.port.Transactions;
import org.openrecorder.domain.access.ApiPrincipal;
import org.openrecorder.settings.AdministratorFiles;
import org.openrecorder.settings.OwnerOnlyFile;
import org.openrecorder.settings.PasswordHash;

/**
 * Takes in the password that an operator has set by {@code open-recorder --reset-admin-password},
 * which leaves its hash in a file. Only who has the server's account can write that, and may do
 * everything anyway.
 */
final class PasswordReset implements LivenessProbe, AutoCloseable {

  private static final Logger LOG = System.getLogger(PasswordReset.class.getName());

  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final AdministratorRepository administrators;
  private final Transactions transactions;
  private final Audit audit;
  private final OwnerOnlyFile hash;
  private final OwnerOnlyFile firstPassword;
  private final Watch watch;

  PasswordReset(
      AdministratorRepository administrators,
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
    } catch (StoreUnavailableException later) {
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
    AuditedAction action =
        AuditedAction.of(
            ApiPrincipal.unknown("this machine"), "reset password", AdministratorBootstrap.NAME);
    transactions.run(
        () -> {
          administrators.save(AdministratorBootstrap.NAME, password.text());
          audit.granted(action, "by open-recorder --reset-admin-password");
        });
  }
}
