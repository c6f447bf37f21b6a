/**
 * What the application needs of the world, in its own words: adapters implement these, fakes stand
 * in for them. Each port says what it guarantees.
 */
@NullMarked
package org.openrecorder.application.port;

import org.jspecify.annotations.NullMarked;
