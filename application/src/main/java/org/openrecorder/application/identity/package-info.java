/**
 * Who it is that brings a token: a client of the settings, or one for whom the company's identity
 * provider vouches. What the provider says of a user becomes rights here and nowhere else.
 */
@NullMarked
package org.openrecorder.application.identity;

import org.jspecify.annotations.NullMarked;
