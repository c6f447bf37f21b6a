package org.openrecorder.asterisk;

import java.util.Map;
import java.util.Optional;

/**
 * One event of a PBX, as {@link AmiBlock} has read it.
 *
 * @param name as Asterisk spells it; empty for lines that belong to no event
 * @param headers by their names in small letters
 * @param doubtful whether something in it can have been written by a party of the call: a header
 *     that counts stood there several times, or the lines belong to no event
 */
record AmiEvent(String name, Map<String, String> headers, boolean doubtful) {

  AmiEvent {
    headers = Map.copyOf(headers);
  }

  /** The header of that name, in small letters; empty where it is absent or blank. */
  Optional<String> header(String header) {
    return Optional.ofNullable(headers.get(header)).filter(value -> !value.isBlank());
  }
}
