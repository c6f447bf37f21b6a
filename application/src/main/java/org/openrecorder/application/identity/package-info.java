/**
 * Who it is that brings a token: one of ours, or somebody for whom the company's identity provider
 * vouches. What the provider says of somebody becomes rights here and nowhere else.
 */
@NullMarked
package org.openrecorder.application.identity;

import org.jspecify.annotations.NullMarked;
