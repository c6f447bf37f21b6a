package org.openrecorder.lab.audio;

/** G.711 mu-law, the companding that telephones of North America and Japan speak (ITU-T G.711). */
public final class MuLaw {
  /** The byte that stands for silence. */
  public static final byte SILENCE = (byte) 0xFF;

  private static final int BIAS = 132;
  private static final int LOUDEST = 32_635;
  private static final short[] DECODED = decodingTable();

  private MuLaw() {}

  public static byte encode(short sample) {
    int sign = sample < 0 ? 0x80 : 0;
    int magnitude = Math.min(Math.abs((int) sample), LOUDEST) + BIAS;
    int exponent = 31 - Integer.numberOfLeadingZeros(magnitude) - 7;
    int mantissa = (magnitude >> (exponent + 3)) & 0x0F;
    return (byte) ~(sign | (exponent << 4) | mantissa);
  }

  public static short decode(byte code) {
    return DECODED[code & 0xFF];
  }

  private static short[] decodingTable() {
    short[] table = new short[256];
    for (int code = 0; code < table.length; code++) {
      int bits = ~code & 0xFF;
      int magnitude = ((((bits & 0x0F) << 3) + BIAS) << ((bits & 0x70) >> 4)) - BIAS;
      table[code] = (short) ((bits & 0x80) == 0 ? magnitude : -magnitude);
    }
    return table;
  }
}
