/** Audio files behind the application's ports: the PBXs' spools and the archive. */
@NullMarked
package org.openrecorder.archive;

import org.jspecify.annotations.NullMarked;
