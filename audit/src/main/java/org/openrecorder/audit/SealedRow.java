package org.openrecorder.audit;

import java.util.Optional;

/** A seal and the row that it stands for, if that is still there. */
public record SealedRow(Seal seal, Optional<AuditRow> row) {}
