/** The shipped persistence unit and adapters, outside the server, on real databases. */
@NullMarked
package org.openrecorder.persistence;

import org.jspecify.annotations.NullMarked;
