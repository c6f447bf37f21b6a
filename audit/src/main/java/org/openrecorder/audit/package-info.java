/**
 * The hash chain over the audit records: what of a record is hashed and how, the seals that link
 * the records, and where the chain head is noted. Plain Java and JDBC, so that the server, which
 * writes the chain, and the verifier, which runs without the server, share all code.
 */
@NullMarked
package org.openrecorder.audit;

import org.jspecify.annotations.NullMarked;
