/** The database behind the application's ports. JPA stays in here. */
@NullMarked
package org.openrecorder.persistence;

import org.jspecify.annotations.NullMarked;
