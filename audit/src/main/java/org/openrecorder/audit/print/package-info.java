/**
 * Prints the audit trail for an operator, as the running server tells it to the administrator. Part
 * of no server: a command of its own, which reads the settings as the server does.
 */
@NullMarked
package org.openrecorder.audit.print;

import org.jspecify.annotations.NullMarked;
