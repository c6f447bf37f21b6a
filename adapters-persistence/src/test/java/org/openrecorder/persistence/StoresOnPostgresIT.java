package org.openrecorder.persistence;

/** The stores in PostgreSQL. */
final class StoresOnPostgresIT extends OnPostgres implements StoreContracts {}
