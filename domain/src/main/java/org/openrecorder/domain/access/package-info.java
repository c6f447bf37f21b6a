/** Who may: client systems and what they may do, users and whose calls they may hear. */
package org.openrecorder.domain.access;
