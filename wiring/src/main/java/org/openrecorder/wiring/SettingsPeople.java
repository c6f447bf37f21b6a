package org.openrecorder.wiring;

import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.openrecorder.domain.access.Client;
import org.openrecorder.domain.access.ClientName;
import org.openrecorder.domain.access.Group;
import org.openrecorder.domain.access.Permission;
import org.openrecorder.domain.access.Reach;
import org.openrecorder.domain.access.Team;
import org.openrecorder.domain.access.User;
import org.openrecorder.domain.access.Username;
import org.openrecorder.domain.call.Extension;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.settings.RecorderSettings;
import org.openrecorder.settings.RecorderSettings.ClientPermission;
import org.openrecorder.settings.RecorderSettings.ClientRights;
import org.openrecorder.settings.RecorderSettings.UserGroup;

/** The users and clients that the settings name, as the domain knows them; all are enabled. */
final class SettingsPeople {

  private SettingsPeople() {}

  static Client administrator() {
    return new Client(
        new ClientName(FirstAdministrator.NAME),
        Set.of(Permission.ADMINISTER),
        Reach.EVERYTHING,
        true);
  }

  /** One that no call is in reach of may do nothing. */
  static Client client(RecorderSettings.Client setting) {
    ClientRights rights = setting.rights();
    boolean some = rights.reachSomething();
    return new Client(
        new ClientName(setting.name()),
        some ? permissions(rights.permissions()) : Set.of(),
        some ? reach(rights) : Reach.EVERYTHING,
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

  private static Reach reach(ClientRights rights) {
    return new Reach(
        limit(rights.pbxs(), PbxName::new), limit(rights.extensions(), Extension::new));
  }

  private static <T> Optional<Set<T>> limit(
      Optional<List<String>> names, Function<String, T> type) {
    return names.map(
        some -> some.stream().map(type).collect(Collectors.toCollection(HashSet::new)));
  }

  static List<User> users(RecorderSettings settings) {
    return settings.users().stream().map(SettingsPeople::user).toList();
  }

  static List<Client> clients(RecorderSettings settings) {
    return settings.clients().stream().map(SettingsPeople::client).toList();
  }

  static User user(RecorderSettings.User setting) {
    return new User(
        new Username(setting.name()),
        group(setting.group()),
        setting.team().map(Team::new),
        setting.extensions().stream().map(Extension::new).collect(Collectors.toUnmodifiableSet()),
        true);
  }

  private static Group group(UserGroup setting) {
    return switch (setting) {
      case AGENT -> Group.AGENT;
      case SUPERVISOR -> Group.SUPERVISOR;
      case MANAGER -> Group.MANAGER;
    };
  }
}
