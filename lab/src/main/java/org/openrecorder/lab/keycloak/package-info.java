/** A real Keycloak that vouches for the clients and users of a made-up company. */
@NullMarked
package org.openrecorder.lab.keycloak;

import org.jspecify.annotations.NullMarked;
