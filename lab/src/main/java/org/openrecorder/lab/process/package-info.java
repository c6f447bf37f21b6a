/** Child processes, free ports and bounded waiting, shared by the rest of the lab. */
@NullMarked
package org.openrecorder.lab.process;

import org.jspecify.annotations.NullMarked;
