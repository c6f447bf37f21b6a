package org.openrecorder.rest.planted;

import jakarta.persistence.Entity;

/** Planted: JPA must stay in its adapter. */
@Entity
public class SpeaksJpa {}
