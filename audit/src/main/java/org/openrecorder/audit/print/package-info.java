/**
 * The command that prints the audit trail for an operator. It requests the records from the running
 * server as the administrator, and reads the settings as the server does. It is not part of the
 * server.
 */
@NullMarked
package org.openrecorder.audit.print;

import org.jspecify.annotations.NullMarked;
