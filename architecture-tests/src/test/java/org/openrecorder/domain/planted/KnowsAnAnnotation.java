package org.openrecorder.domain.planted;

import jakarta.inject.Singleton;

/** Planted: the domain must not know a technology. */
@Singleton
public final class KnowsAnAnnotation {}
