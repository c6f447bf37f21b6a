package org.openrecorder.persistence;

/** The stores in H2. */
final class StoresOnH2IT extends OnH2 implements StoreContracts {}
