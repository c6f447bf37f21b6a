package org.openrecorder.application.administration;

/** Where a user or client comes from. */
public enum Origin {
  /** Read only. */
  SETTINGS,
  STORED
}
