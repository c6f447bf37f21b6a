package org.openrecorder.audit;

import java.util.Optional;

/** A seal and its audit record, if that still exists. */
public record SealedRow(Seal seal, Optional<AuditRow> row) {}
