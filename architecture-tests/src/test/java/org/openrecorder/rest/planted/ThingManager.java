package org.openrecorder.rest.planted;

/** Planted: a name that says nothing. */
public final class ThingManager {}
