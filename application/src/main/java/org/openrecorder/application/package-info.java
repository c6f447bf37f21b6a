/**
 * What the product does for those who call it: the use cases, the answers and rejections they give,
 * and (in {@code port}) what they need of the world. Only the domain may enter; CDI, transactions
 * and threads live at the edge.
 */
@NullMarked
package org.openrecorder.application;

import org.jspecify.annotations.NullMarked;
