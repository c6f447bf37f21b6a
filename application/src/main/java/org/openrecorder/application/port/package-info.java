/**
 * What the application needs from outside, in its own terms: adapters implement these ports, and
 * fakes replace them in tests. Each port states what it guarantees.
 */
@NullMarked
package org.openrecorder.application.port;

import org.jspecify.annotations.NullMarked;
