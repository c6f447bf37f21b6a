/**
 * Clients that are programs of another language: one run for each call. Arguments say what to call;
 * the environment says where and as whom, because others can read a process's arguments.
 */
@NullMarked
package org.openrecorder.soapclients.script;

import org.jspecify.annotations.NullMarked;
