/**
 * Changing who may do what: the users and clients that are stored beside those of the settings,
 * which win where both have one name and cannot be changed here. For administrators only.
 */
@NullMarked
package org.openrecorder.application.administration;

import org.jspecify.annotations.NullMarked;
