/**
 * Administration, for administrators only: the users and clients that are stored beside those of
 * the settings, the audit trail, and reloading the settings. Where a stored user or client has the
 * name of one of the settings, that of the settings wins and cannot be changed here.
 */
@NullMarked
package org.openrecorder.application.administration;

import org.jspecify.annotations.NullMarked;
