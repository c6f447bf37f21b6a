/**
 * The company's identity provider, which speaks OpenID Connect: whose keys it publishes, and what
 * tokens that it has signed say. What a token is worth here is for the application to decide.
 */
@NullMarked
package org.openrecorder.oidc;

import org.jspecify.annotations.NullMarked;
