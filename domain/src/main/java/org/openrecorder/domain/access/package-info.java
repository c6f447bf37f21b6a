/** Access control: client systems and their permissions, users and the calls that they may hear. */
package org.openrecorder.domain.access;
