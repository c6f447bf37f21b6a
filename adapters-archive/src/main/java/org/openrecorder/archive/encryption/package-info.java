/**
 * Archived files in two forms, plain and encrypted, to be written and read alike. Ciphers are the
 * JDK's; what is ours is the order of bytes. Master keys come in from outside and never go out.
 */
@NullMarked
package org.openrecorder.archive.encryption;

import org.jspecify.annotations.NullMarked;
