package org.openrecorder.systemtests;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.HexFormat;

/**
 * The first words of a TLS client, byte by byte (RFC 5246), as no library of today says the old
 * ones any more.
 */
final class ClientHello {

  static final int TLS_1_0 = 0x0301;
  static final int TLS_1_1 = 0x0302;
  static final int TLS_1_2 = 0x0303;

  /** TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, ..._CBC_SHA: what servers of either age can do. */
  static final String USUAL_SUITES = "c02fc013";

  /** TLS_RSA_WITH_AES_128_GCM_SHA256 and ..._CBC_SHA: whoever has the key can read it all later. */
  static final String SUITES_WITHOUT_FORWARD_SECRECY = "009c002f";

  private static final Duration BOUND = Duration.ofSeconds(20);
  private static final int ALERT = 21;
  private static final int HANDSHAKE = 22;

  /** supported_groups: secp256r1; signature_algorithms: RSA with SHA-256, both kinds. */
  private static final String EXTENSIONS = "000a00040002" + "0017" + "000d00060004" + "08040401";

  private ClientHello() {}

  /** What a server says to it: {@code hello}, {@code alert} with its number, or nothing. */
  static String answer(int port, int version, String suites) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout((int) BOUND.toMillis());
      socket.getOutputStream().write(hello(version, suites));
      DataInputStream in = new DataInputStream(socket.getInputStream());
      int kind = in.read();
      in.skipNBytes(kind < 0 ? 0 : 4);
      return switch (kind) {
        case HANDSHAKE -> "hello";
        case ALERT -> "alert " + in.readUnsignedShort() % 256;
        default -> "none";
      };
    }
  }

  private static byte[] hello(int version, String suites) {
    String body =
        number(version, 2)
            + "5a".repeat(32)
            + "00"
            + number(suites.length() / 2, 2)
            + suites
            + "0100"
            + number(EXTENSIONS.length() / 2, 2)
            + EXTENSIONS;
    String message = "01" + number(body.length() / 2, 3) + body;
    ByteArrayOutputStream record = new ByteArrayOutputStream();
    record.writeBytes(
        HexFormat.of().parseHex("160301" + number(message.length() / 2, 2) + message));
    return record.toByteArray();
  }

  private static String number(int value, int bytes) {
    return HexFormat.of().toHexDigits(value, 2 * bytes);
  }
}
