package org.openrecorder.domain.call;

/** One call of one PBX. Linked ids of two PBXs may be equal, so both parts are needed. */
public record CallId(PbxName pbx, LinkedId linkedId) {}
