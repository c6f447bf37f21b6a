package org.openrecorder.persistence;

/** Lists of which somebody may see but a part, in PostgreSQL. */
final class SmallPartsOnPostgresIT extends OnPostgres implements SmallPartsContract {}
