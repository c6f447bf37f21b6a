package org.openrecorder.application.identity;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.openrecorder.application.port.Claims;

/**
 * What proves that the provider issued a token to a client itself and to no user. A token that
 * merely names no user proves nothing: providers omit the user from access tokens of users too.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9068#section-2.2">RFC 9068, section 2.2</a>
 */
public sealed interface ServiceAccountRule {

  /** Whether the token proves it. */
  boolean provenBy(Claims claims, String client);

  /** The claims whose values are the client's own where the rule holds, and name no user. */
  Set<String> ownClaims();

  /** The forms of known providers. */
  enum Form implements ServiceAccountRule {
    /** The account that Keycloak keeps for a client, named after it. */
    KEYCLOAK {
      @Override
      public boolean provenBy(Claims claims, String client) {
        return claims
                .one("preferred_username")
                .filter(("service-account-" + client)::equalsIgnoreCase)
                .isPresent()
            && Stream.of("client_id", "clientId").anyMatch(name -> says(claims, name, client));
      }
    },
    /** An app-only token of Entra ID; one that a user has delegated has scopes. */
    ENTRA {
      @Override
      public boolean provenBy(Claims claims, String client) {
        return says(claims, "idtyp", "app") && !claims.names("scp");
      }
    },
    /** A machine-to-machine token of Auth0. */
    AUTH0 {
      @Override
      public boolean provenBy(Claims claims, String client) {
        return says(claims, "sub", client + "@clients")
            && (!claims.names("gty") || says(claims, "gty", "client-credentials"));
      }
    },
    /** The subject is the client, as RFC 9068 requires and Okta and Cognito implement it. */
    SUBJECT {
      @Override
      public boolean provenBy(Claims claims, String client) {
        return says(claims, "sub", client) && OF_USERS.stream().noneMatch(claims::names);
      }
    };

    /** Claims that only tokens of users have. */
    private static final List<String> OF_USERS =
        List.of(
            "preferred_username",
            "username",
            "upn",
            "unique_name",
            "uid",
            "email",
            "name",
            "given_name",
            "family_name",
            "amr",
            "sid",
            "act");

    @Override
    public Set<String> ownClaims() {
      return switch (this) {
        case KEYCLOAK -> Set.of("preferred_username", "username", "sub");
        case ENTRA -> Set.of("oid", "sub");
        case AUTH0, SUBJECT -> Set.of("sub");
      };
    }

    private static boolean says(Claims claims, String name, String value) {
      return claims.one(name).equals(Optional.of(value));
    }
  }

  /** A claim that a site's provider puts into tokens of clients and into no other. */
  record Says(String claim, String value) implements ServiceAccountRule {

    @Override
    public boolean provenBy(Claims claims, String client) {
      return claims.one(claim).equals(Optional.of(value));
    }

    @Override
    public Set<String> ownClaims() {
      return Set.of(claim);
    }
  }
}
