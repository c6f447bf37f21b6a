@NullMarked
package org.openrecorder.web.limit;

import org.jspecify.annotations.NullMarked;
