package org.openrecorder.application.planted;

import jakarta.transaction.Transactional;

/** Planted: the application must not know the container. */
@Transactional
public final class AsksTheContainer {}
