package org.openrecorder.application;

/**
 * Every reason for which a request is rejected. The names are part of the API. The core knows no
 * protocol: each adapter has a table of its own that maps a code to its protocol.
 *
 * <p>Source: section 4 of {@code docs/contract.md}, which a test compares.
 */
public enum ErrorCode {
  MISSING_PARAMETER,
  INVALID_PARAMETER,
  UNKNOWN_METHOD,
  UNAUTHENTICATED,
  FORBIDDEN,
  NO_SUCH_CALL,
  NOT_RECORDING,
  NO_SUCH_RECORDING,
  NO_SUCH_USER,
  NO_SUCH_CLIENT,
  AMBIGUOUS,
  CALL_IN_PROGRESS,
  NOT_READY,
  READ_ONLY,
  RATE_LIMITED,
  PBX_UNAVAILABLE,
  STORE_UNAVAILABLE,
  IDENTITY_UNAVAILABLE,
  NOT_CONFIRMED,
  STORAGE_FULL,
  INTERNAL
}
