/**
 * The EAR seen from inside the container that serves it: what CDI, JPA and JTA make of it. How it
 * looks from outside is the system tests' matter.
 */
@NullMarked
package org.openrecorder.incontainer;

import org.jspecify.annotations.NullMarked;
