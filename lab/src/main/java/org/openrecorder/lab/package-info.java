/**
 * The demo and test kit: real Asterisk, real phones, real PostgreSQL, and the means to listen to
 * what was recorded. No part of the product; nothing of the product is used here.
 */
@NullMarked
package org.openrecorder.lab;

import org.jspecify.annotations.NullMarked;
