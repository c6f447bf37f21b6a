/**
 * The chain over the rows of the audit trail: what of a row is hashed and how, the seals that link
 * the rows, and where the end of the chain is noted down. Plain Java and JDBC, so that the server,
 * which writes it, and the verifier, which runs without the server, share every line.
 */
@NullMarked
package org.openrecorder.audit;

import org.jspecify.annotations.NullMarked;
