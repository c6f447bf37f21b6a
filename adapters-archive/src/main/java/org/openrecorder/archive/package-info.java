/**
 * Audio files behind the application's ports: the PBXs' spools and the archive. Names of files are
 * made here from ids of recordings; nothing that came from outside ever names one.
 */
@NullMarked
package org.openrecorder.archive;

import org.jspecify.annotations.NullMarked;
