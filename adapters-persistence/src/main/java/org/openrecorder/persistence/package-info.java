/**
 * The database behind the application's ports. JPA stays in here: entities are copied to and from
 * the domain by hand, and what fails comes out as {@code StoreUnavailableException}.
 */
@NullMarked
package org.openrecorder.persistence;

import org.jspecify.annotations.NullMarked;
