/**
 * What recording calls means, whoever asks and wherever it is stored. Only {@code java.*} may
 * enter: no time, no identity, no technology is fetched from here; they arrive as arguments.
 */
package org.openrecorder.domain;
