package org.openrecorder.soapclients.script;

import org.openrecorder.soapclients.ClientFailure;

/**
 * What a script had to say.
 *
 * @param output lines of {@code name=value}, for us
 * @param complaints for people
 */
record Printed(String output, String complaints) {

  /** The value of the line with that name. */
  String line(String name) {
    return output
        .lines()
        .filter(line -> line.startsWith(name + "="))
        .map(line -> line.substring(name.length() + 1))
        .findFirst()
        .orElseThrow(() -> new ClientFailure("no line " + name + " in " + this));
  }

  @Override
  public String toString() {
    return "output:\n" + output + "\ncomplaints:\n" + complaints;
  }
}
