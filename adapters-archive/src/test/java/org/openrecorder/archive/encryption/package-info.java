/** Tests of the form of encrypted files. */
@NullMarked
package org.openrecorder.archive.encryption;

import org.jspecify.annotations.NullMarked;
