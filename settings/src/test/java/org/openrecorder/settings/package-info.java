/** How the settings are read, checked, shown and documented. */
@NullMarked
package org.openrecorder.settings;

import org.jspecify.annotations.NullMarked;
