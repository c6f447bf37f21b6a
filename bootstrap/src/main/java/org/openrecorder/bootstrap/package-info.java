/**
 * Puts the server together: makes the use cases from the adapters and the settings, gives them
 * threads and transactions, starts and stops them, and tells whether they are well. Here alone all
 * adapters meet.
 */
@NullMarked
package org.openrecorder.bootstrap;

import org.jspecify.annotations.NullMarked;
