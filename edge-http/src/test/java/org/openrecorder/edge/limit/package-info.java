@NullMarked
package org.openrecorder.edge.limit;

import org.jspecify.annotations.NullMarked;
