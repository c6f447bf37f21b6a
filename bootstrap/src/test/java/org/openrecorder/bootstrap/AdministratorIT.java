package org.openrecorder.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrecorder.application.Audit;
import org.openrecorder.application.Result;
import org.openrecorder.application.port.ReloadableSettings.Reloaded;
import org.openrecorder.application.port.StoreUnavailableException;
import org.openrecorder.domain.access.ApiPrincipal;
import org.openrecorder.domain.access.ClientName;
import org.openrecorder.domain.access.Permission;
import org.openrecorder.settings.AdministratorFiles;
import org.openrecorder.settings.OwnerOnlyFile;
import org.openrecorder.settings.PasswordHash;
import org.openrecorder.testing.InMemoryAdministratorRepository;
import org.openrecorder.testing.InMemoryAuditTrail;
import org.openrecorder.testing.InMemoryStore;
import org.openrecorder.testing.InMemoryTransactions;
import org.openrecorder.testing.SettableClock;

class AdministratorIT {

  @TempDir private Path data = Path.of("");

  private final InMemoryStore store = new InMemoryStore();
  private final InMemoryAdministratorRepository administrators =
      new InMemoryAdministratorRepository(store);
  private final InMemoryAuditTrail trail = new InMemoryAuditTrail(store);

  @SuppressWarnings("NullAway.Init")
  private OwnerOnlyFile first;

  @SuppressWarnings("NullAway.Init")
  private OwnerOnlyFile reset;

  @BeforeEach
  void files() {
    first = AdministratorFiles.firstPassword(data);
    reset = AdministratorFiles.newPasswordHash(data);
  }

  private GivenSettings none() {
    return GivenSettings.in(data);
  }

  private void start(GivenSettings settings) {
    new AdministratorBootstrap(administrators, new SettingsInUse(settings.settings())).make();
  }

  private boolean opens(String password) {
    return administrators
        .passwordHash("admin")
        .filter(hash -> new PasswordHash(hash).matches(password))
        .isPresent();
  }

  @Test
  void the_first_password_lies_in_a_file_of_its_owner_and_nowhere_else() throws IOException {
    start(none());
    String password = first.read();
    assertThat(password).hasSize(20);
    assertThat(opens(password)).isTrue();
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(data.resolve("admin-password"))))
        .isEqualTo("rw-------");
    start(none());
    assertThat(first.read()).isEqualTo(password);
    first.remove();
    start(none());
    assertThat(first.exists()).isFalse();
    assertThat(opens(password)).isTrue();
  }

  @Test
  void a_setting_that_goes_makes_no_password_of_before_valid_again() throws IOException {
    start(none());
    String password = first.read();
    start(none().withPassword("given"));
    assertThat(first.exists()).isFalse();
    start(none());
    assertThat(opens(password)).isFalse();
    assertThat(opens("given")).isTrue();
    assertThat(first.exists()).isFalse();
  }

  @Test
  void a_password_that_came_while_the_server_ran_outlives_the_one_of_its_start() {
    GivenSettings before = none().withPassword("of the start");
    SettingsInUse inUse =
        new SettingsInUse(before.settings(), () -> none().withPassword("of the reload").settings());
    AdministratorBootstrap administrator = new AdministratorBootstrap(administrators, inUse);
    administrator.make();
    ApiPrincipal admin =
        new ApiPrincipal(new ClientName("admin"), "127.0.0.1", Set.of(Permission.ADMINISTER));
    Result<Reloaded.Done> result =
        new UseCases()
            .reloadSettings(inUse, administrator, new Audit(trail, new SettableClock()))
            .reload(admin);
    assertThat(result).isInstanceOf(Result.Success.class);
    start(none());
    assertThat(opens("of the start")).isFalse();
    assertThat(opens("of the reload")).isTrue();
  }

  @Test
  void a_given_hash_is_kept_as_it_is_and_no_hash_changes_without_need() {
    PasswordHash hash = PasswordHash.of("given as a hash");
    start(none().withHash(hash));
    assertThat(administrators.passwordHash("admin")).contains(hash.text());
    start(none().withPassword("given as a hash"));
    assertThat(administrators.passwordHash("admin")).contains(hash.text());
  }

  @Test
  void without_a_place_for_the_password_there_is_no_administrator_yet() {
    AdministratorBootstrap later =
        new AdministratorBootstrap(
            administrators,
            new SettingsInUse(GivenSettings.in(data.resolve("not there yet")).settings()));
    assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(later::make);
    assertThat(administrators.passwordHash("admin")).isEmpty();
  }

  private void look() {
    try (PasswordReset looking =
        new PasswordReset(
            administrators,
            new InMemoryTransactions(store),
            new Audit(trail, new SettableClock()),
            data,
            Executors.defaultThreadFactory())) {
      looking.look();
    }
  }

  @Test
  void a_reset_password_is_taken_in_and_noted_down() throws IOException {
    start(none());
    String old = first.read();
    look();
    assertThat(opens(old)).isTrue();
    reset.write(PasswordHash.of("another one").text());
    look();
    assertThat(opens(old)).isFalse();
    assertThat(opens("another one")).isTrue();
    assertThat(first.exists()).isFalse();
    assertThat(reset.exists()).isFalse();
    assertThat(trail.rows())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.action()).isEqualTo("reset password");
              assertThat(row.subject()).isEqualTo("admin");
            });
  }

  @Test
  void what_is_no_hash_is_thrown_away() throws IOException {
    start(none());
    String password = first.read();
    reset.write("no hash");
    look();
    assertThat(opens(password)).isTrue();
    assertThat(reset.exists()).isFalse();
    assertThat(trail.rows()).isEmpty();
  }

  @Test
  void while_the_store_is_down_it_waits() throws IOException {
    start(none());
    reset.write(PasswordHash.of("another one").text());
    store.goDown();
    look();
    assertThat(reset.exists()).isTrue();
    store.comeBack();
    look();
    assertThat(opens("another one")).isTrue();
  }
}
