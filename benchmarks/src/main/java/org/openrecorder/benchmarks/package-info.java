/** Measures the figures of docs/benchmarks.md. */
@NullMarked
package org.openrecorder.benchmarks;

import org.jspecify.annotations.NullMarked;
