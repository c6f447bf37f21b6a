/**
 * What a rejection looks like on the wire, in the form of each endpoint. The edge before the
 * endpoints uses the same forms; nothing here decides whether to refuse.
 */
@NullMarked
package org.openrecorder.rest.error;

import org.jspecify.annotations.NullMarked;
