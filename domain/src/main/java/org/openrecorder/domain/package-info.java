/**
 * The rules of call recording, independent of interfaces and storage. Only {@code java.*} may
 * enter: time, identity and technology arrive as arguments.
 */
package org.openrecorder.domain;
