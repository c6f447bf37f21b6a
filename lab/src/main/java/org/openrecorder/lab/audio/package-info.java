/**
 * Sounds and their analysis: what the phones say, and who can be heard on a recording. Only plain
 * arithmetic on samples, no line and no file but the one it is told to read.
 */
@NullMarked
package org.openrecorder.lab.audio;

import org.jspecify.annotations.NullMarked;
