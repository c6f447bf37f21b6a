package org.openrecorder.persistence;

/** The chain of the audit trail in PostgreSQL. */
final class AuditChainOnPostgresIT extends OnPostgres implements AuditChainContract {}
