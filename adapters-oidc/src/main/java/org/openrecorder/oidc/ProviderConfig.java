package org.openrecorder.oidc;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whom to believe.
 *
 * @param issuer the provider's name, which is the address below which it describes itself
 * @param audience what a token has to be for
 * @param certificates a PEM file with those that its TLS is believed by; empty for those that Java
 *     believes
 */
public record ProviderConfig(URI issuer, String audience, Optional<Path> certificates) {}
