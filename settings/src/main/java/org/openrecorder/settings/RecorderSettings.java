package org.openrecorder.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** All settings, checked. */
public record RecorderSettings(
    Http http,
    Path data,
    long lowWaterBytes,
    Duration reconcileEvery,
    Optional<Database> database,
    List<Pbx> pbxs,
    List<Network> trustedNetworks,
    List<Client> clients,
    List<User> users,
    LegacyAnswer legacyGetAnswer,
    Optional<Secret> adminPassword) {

  public RecorderSettings {
    pbxs = List.copyOf(pbxs);
    trustedNetworks = List.copyOf(trustedNetworks);
    clients = List.copyOf(clients);
    users = List.copyOf(users);
  }

  /** Where the server listens. */
  public record Http(String address, int port, int managementPort) {}

  /** A PostgreSQL database; none means the embedded one. */
  public record Database(String url, String user, Secret password) {}

  /**
   * One Asterisk server.
   *
   * @param spoolHere the spool as this server sees it, or what is fetched into where the PBX shares
   *     no directory
   * @param ari where files are fetched from; empty for a shared directory
   */
  public record Pbx(
      String name,
      String host,
      int port,
      String user,
      Secret secret,
      String spool,
      Path spoolHere,
      Optional<Ari> ari) {}

  /** The HTTP interface of an Asterisk server. */
  public record Ari(URI url, String user, Secret password) {}

  /** A system that calls us, and proves itself by its secret or, where it has one, its token. */
  public record Client(String name, Secret secret, Optional<Secret> token) {}

  /** A person who listens. */
  public record User(String name, UserGroup group, Optional<String> team, List<String> extensions) {

    public User {
      extensions = List.copyOf(extensions);
    }
  }

  /** The rights groups. */
  public enum UserGroup {
    AGENT,
    SUPERVISOR,
    MANAGER
  }

  /** The form of an answer to GET. */
  public enum LegacyAnswer {
    TEXT,
    AXIS
  }
}
