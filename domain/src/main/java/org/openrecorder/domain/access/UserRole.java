package org.openrecorder.domain.access;

/** The rights groups of the original product. */
public enum UserRole {
  /** Hears own calls. */
  AGENT,
  /** Hears own and the team's calls. */
  SUPERVISOR,
  /** The original's Recording Manager: hears all. */
  MANAGER
}
