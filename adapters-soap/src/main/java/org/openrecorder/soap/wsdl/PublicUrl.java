package org.openrecorder.soap.wsdl;

import java.net.URI;
import java.util.Optional;

/**
 * The URL by which clients reach the server, where the settings say it: its root, without the path
 * that the service has there.
 */
public record PublicUrl(Optional<URI> root) {}
