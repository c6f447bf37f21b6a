package org.openrecorder.lab.asterisk;

/** A user of the manager interface. */
public record ManagerUser(String name, String secret) {}
