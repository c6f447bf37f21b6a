package org.openrecorder.persistence;

/** Lists of which somebody may see but a part, in H2. */
final class SmallPartsOnH2IT extends OnH2 implements SmallPartsContract {}
