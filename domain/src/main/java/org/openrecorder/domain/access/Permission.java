package org.openrecorder.domain.access;

/** What a client may do. */
public enum Permission {
  /** Start and stop recordings. */
  RECORD,
  /** Retrieve audio and list calls and recordings. */
  RETRIEVE,
  /** Mark recordings private or deleted, and therefore see those that are. */
  MANAGE,
  /** Read the server's metrics, which every client with another permission may do too. */
  METRICS,
  /** Everything, private recordings included; undo deletions; change users and clients. */
  ADMINISTER
}
