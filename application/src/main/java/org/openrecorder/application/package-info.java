/**
 * The use cases of the server, their results and rejections, and (in {@code port}) what they need
 * from outside. Only the domain may enter; CDI, transactions and threads live at the edge.
 */
@NullMarked
package org.openrecorder.application;

import org.jspecify.annotations.NullMarked;
