/**
 * Compares what is stored with what the PBXs do, what lies in their spools and what lies in the
 * archive; repairs what it can, and reports.
 */
@NullMarked
package org.openrecorder.application.reconciliation;

import org.jspecify.annotations.NullMarked;
