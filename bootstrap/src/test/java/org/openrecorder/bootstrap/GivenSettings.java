package org.openrecorder.bootstrap;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.openrecorder.settings.PasswordHash;
import org.openrecorder.settings.RecorderSettings;
import org.openrecorder.settings.RecorderSettings.Calls;
import org.openrecorder.settings.RecorderSettings.Client;
import org.openrecorder.settings.RecorderSettings.ClientPermission;
import org.openrecorder.settings.RecorderSettings.ClientRights;
import org.openrecorder.settings.RecorderSettings.Encryption;
import org.openrecorder.settings.RecorderSettings.Http;
import org.openrecorder.settings.RecorderSettings.LegacyAnswer;
import org.openrecorder.settings.RecorderSettings.LegacyRinging;
import org.openrecorder.settings.RecorderSettings.Limits;
import org.openrecorder.settings.RecorderSettings.Pace;
import org.openrecorder.settings.RecorderSettings.Trust;
import org.openrecorder.settings.RecorderSettings.TrustedMethod;
import org.openrecorder.settings.Secret;

/** Settings of which a test changes one thing or another. */
record GivenSettings(
    Path data,
    Optional<Secret> password,
    Optional<PasswordHash> hash,
    List<Client> clients,
    int atOnce,
    Duration reconcileEvery) {

  static GivenSettings in(Path data) {
    return new GivenSettings(
        data, Optional.empty(), Optional.empty(), List.of(), 100, Duration.ofMinutes(15));
  }

  GivenSettings withPassword(String given) {
    return new GivenSettings(
        data, Optional.of(new Secret(given)), hash, clients, atOnce, reconcileEvery);
  }

  GivenSettings withHash(PasswordHash given) {
    return new GivenSettings(data, password, Optional.of(given), clients, atOnce, reconcileEvery);
  }

  GivenSettings withClient(String name, String secret) {
    Client client =
        new Client(
            name,
            List.of(new Secret(secret)),
            List.of(),
            List.of(),
            new ClientRights(List.of(ClientPermission.RECORD), Optional.empty(), Optional.empty()));
    return new GivenSettings(data, password, hash, List.of(client), atOnce, reconcileEvery);
  }

  GivenSettings withAtOnce(int most) {
    return new GivenSettings(data, password, hash, clients, most, reconcileEvery);
  }

  GivenSettings withReconcileEvery(Duration pause) {
    return new GivenSettings(data, password, hash, clients, atOnce, pause);
  }

  RecorderSettings settings() {
    return new RecorderSettings(
        new Http(
            "127.0.0.1",
            8080,
            "127.0.0.1",
            9990,
            Duration.ofSeconds(30),
            Optional.empty(),
            Optional.empty()),
        data,
        1,
        Duration.ofSeconds(2),
        reconcileEvery,
        Encryption.OFF,
        Optional.empty(),
        List.of(),
        new Trust(List.of(), Optional.empty(), List.of(TrustedMethod.values()), List.of()),
        clients,
        List.of(),
        Optional.empty(),
        new Calls(
            Duration.ofMinutes(1), Duration.ofMinutes(1), LegacyRinging.PHONE, List.of(), false),
        LegacyAnswer.TEXT,
        new Limits(new Pace(200, 2000), atOnce, new Pace(400, 4000)),
        password,
        hash,
        Optional.empty(),
        Duration.ofDays(30));
  }
}
