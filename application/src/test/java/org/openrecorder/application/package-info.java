/**
 * The use cases against fakes: what each answers, what it leaves behind, and what it asks of the
 * PBX.
 */
@NullMarked
package org.openrecorder.application;

import org.jspecify.annotations.NullMarked;
