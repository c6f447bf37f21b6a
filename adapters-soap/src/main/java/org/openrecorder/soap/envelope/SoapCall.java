package org.openrecorder.soap.envelope;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A call as an envelope carries it, and what its answer must look like for the caller to read it.
 *
 * @param operation the local name of the body's first child, empty where the body has none
 * @param namespace of that element, empty where it is in none
 * @param qualified whether the arguments are in a namespace
 * @param encoded whether the caller speaks the section 5 encoding
 * @param parameters every value of each argument, by local name; blank where nil, empty or not text
 */
public record SoapCall(
    SoapVersion version,
    Optional<String> operation,
    String namespace,
    boolean qualified,
    boolean encoded,
    Map<String, List<String>> parameters) {}
