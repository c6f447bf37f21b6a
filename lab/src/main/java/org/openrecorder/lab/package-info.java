/** A real Asterisk with telephones, for the demo and the tests. Not part of the product. */
@NullMarked
package org.openrecorder.lab;

import org.jspecify.annotations.NullMarked;
