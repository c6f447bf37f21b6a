/** The edge before all doors: who calls, and which door a request is for. */
@NullMarked
package org.openrecorder.web;

import org.jspecify.annotations.NullMarked;
