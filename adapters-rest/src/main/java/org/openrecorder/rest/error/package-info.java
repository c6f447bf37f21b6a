/**
 * What a refusal looks like on the wire, in the form of each door. The edge before the doors uses
 * the same forms; nothing here decides whether to refuse.
 */
@NullMarked
package org.openrecorder.rest.error;

import org.jspecify.annotations.NullMarked;
