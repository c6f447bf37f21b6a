/**
 * Handing audio out: which recording is meant, whether this user may hear it, and its bytes as
 * BASE64 or as they are.
 */
@NullMarked
package org.openrecorder.application.retrieval;

import org.jspecify.annotations.NullMarked;
