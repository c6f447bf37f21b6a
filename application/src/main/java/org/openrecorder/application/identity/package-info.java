/**
 * Identifies the principal of a token: one of this server's own, or one for which the company's
 * identity provider vouches. Only here do the provider's claims become rights.
 */
@NullMarked
package org.openrecorder.application.identity;

import org.jspecify.annotations.NullMarked;
