@NullMarked
package org.openrecorder.logging;

import org.jspecify.annotations.NullMarked;
