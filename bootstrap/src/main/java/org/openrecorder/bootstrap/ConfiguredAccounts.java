package org.openrecorder.bootstrap;

import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.openrecorder.domain.access.AccessScope;
import org.openrecorder.domain.access.Client;
import org.openrecorder.domain.access.ClientName;
import org.openrecorder.domain.access.Permission;
import org.openrecorder.domain.access.Team;
import org.openrecorder.domain.access.User;
import org.openrecorder.domain.access.UserRole;
import org.openrecorder.domain.access.Username;
import org.openrecorder.domain.call.Extension;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.settings.RecorderSettings;
import org.openrecorder.settings.RecorderSettings.ClientPermission;
import org.openrecorder.settings.RecorderSettings.ClientRights;
import org.openrecorder.settings.RecorderSettings.UserGroup;

/** The users and clients that the settings name, as the domain knows them; all are enabled. */
final class ConfiguredAccounts {

  private ConfiguredAccounts() {}

  static Client administrator() {
    return new Client(
        new ClientName(AdministratorBootstrap.NAME),
        Set.of(Permission.ADMINISTER),
        AccessScope.EVERYTHING,
        true);
  }

  /** One that no call is in reach of may do nothing. */
  static Client client(RecorderSettings.Client setting) {
    ClientRights rights = setting.rights();
    boolean some = rights.allowSomething();
    return new Client(
        new ClientName(setting.name()),
        some ? permissions(rights.permissions()) : Set.of(),
        some ? scope(rights) : AccessScope.EVERYTHING,
        true);
  }

  private static Set<Permission> permissions(Collection<ClientPermission> settings) {
    Set<Permission> permissions = EnumSet.noneOf(Permission.class);
    settings.forEach(one -> permissions.add(permission(one)));
    return permissions;
  }

  private static Permission permission(ClientPermission setting) {
    return switch (setting) {
      case RECORD -> Permission.RECORD;
      case RETRIEVE -> Permission.RETRIEVE;
      case MANAGE -> Permission.MANAGE;
      case METRICS -> Permission.METRICS;
      case ADMINISTER -> Permission.ADMINISTER;
    };
  }

  private static AccessScope scope(ClientRights rights) {
    return new AccessScope(
        limit(rights.pbxs(), PbxName::new), limit(rights.extensions(), Extension::new));
  }

  private static <T> Optional<Set<T>> limit(
      Optional<List<String>> names, Function<String, T> type) {
    return names.map(
        some -> some.stream().map(type).collect(Collectors.toCollection(HashSet::new)));
  }

  static List<User> users(RecorderSettings settings) {
    return settings.users().stream().map(ConfiguredAccounts::user).toList();
  }

  static List<Client> clients(RecorderSettings settings) {
    return settings.clients().stream().map(ConfiguredAccounts::client).toList();
  }

  static User user(RecorderSettings.User setting) {
    return new User(
        new Username(setting.name()),
        group(setting.group()),
        setting.team().map(Team::new),
        setting.extensions().stream().map(Extension::new).collect(Collectors.toUnmodifiableSet()),
        true);
  }

  private static UserRole group(UserGroup setting) {
    return switch (setting) {
      case AGENT -> UserRole.AGENT;
      case SUPERVISOR -> UserRole.SUPERVISOR;
      case MANAGER -> UserRole.MANAGER;
    };
  }
}
