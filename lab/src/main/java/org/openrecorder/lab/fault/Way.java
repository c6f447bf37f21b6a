package org.openrecorder.lab.fault;

/** A direction of the line. */
public enum Way {
  /** From the server to the PBX: actions. */
  THERE,
  /** From the PBX to the server: responses and events. */
  BACK
}
