package org.openrecorder.settings;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Reads master keys. Errors are reported as {@link IllegalArgumentException}, whose message never
 * contains any part of a key.
 */
final class KeyMaterial {

  private static final int BYTES = 32;
  private static final int HEX_DIGITS = 2 * BYTES;

  /** Bytes. A key needs 64; a larger file contains something else. */
  private static final int LONGEST_FILE = 4_096;

  private static final int LARGEST_KEYSTORE = 1 << 20;

  private final Path data;

  /**
   * A reader.
   *
   * @param data the directory in which no key may lie: a stolen disk would hold keys and audio
   */
  KeyMaterial(Path data) {
    this.data = data;
  }

  /** Decodes a key from Base64, as {@code openssl rand -base64 32} prints it, or hexadecimal. */
  static Secret ofText(String text) {
    return text.length() == HEX_DIGITS ? secret(hex(text)) : secret(base64(text));
  }

  private static byte[] hex(String text) {
    try {
      return HexFormat.of().parseHex(text);
    } catch (IllegalArgumentException noHex) {
      throw noKey();
    }
  }

  private static byte[] base64(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException noBase64) {
      throw noKey();
    }
  }

  private static Secret secret(byte[] key) {
    if (key.length != BYTES) {
      throw noKey();
    }
    return new Secret(Base64.getEncoder().encodeToString(key));
  }

  private static IllegalArgumentException noKey() {
    return new IllegalArgumentException("is no key of 32 bytes");
  }

  /** Reads the key that is the text of a file. */
  Secret ofFile(Path file) {
    return ofText(new String(read(file, LONGEST_FILE), StandardCharsets.ISO_8859_1).strip());
  }

  /** Reads the key with that alias from a PKCS 12 file. */
  Secret ofKeystore(Path file, Secret password, String alias) {
    byte[] bytes = read(file, LARGEST_KEYSTORE);
    try (InputStream stored = new ByteArrayInputStream(bytes)) {
      KeyStore keystore = KeyStore.getInstance("PKCS12");
      keystore.load(stored, password.reveal().toCharArray());
      return encoded(keystore.getKey(alias, password.reveal().toCharArray()), alias);
    } catch (IOException | GeneralSecurityException unreadable) {
      throw new IllegalArgumentException("is no PKCS 12 file that its password opens", unreadable);
    }
  }

  private static Secret encoded(@Nullable Key key, String alias) {
    if (key == null || key.getEncoded() == null) {
      throw new IllegalArgumentException("has no secret key with the alias " + alias);
    }
    return secret(key.getEncoded());
  }

  private byte[] read(Path file, int most) {
    try {
      checkApart(file);
    } catch (IOException unreadable) {
      throw new IllegalArgumentException("cannot be read", unreadable);
    }
    return PrivateFile.read(file, most);
  }

  private void checkApart(Path file) throws IOException {
    Path realData = Files.exists(data) ? data.toRealPath() : data;
    if (file.toRealPath().startsWith(realData) || file.startsWith(data)) {
      throw new IllegalArgumentException(
          "lies within recorder.data, beside what it is to protect; keep it elsewhere");
    }
  }
}
