package org.openrecorder.rest.api;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.openrecorder.application.port.CursorKey;
import org.openrecorder.application.port.Page;

/**
 * Encrypts the places in lists that clients keep, by AES-256-GCM. A place is the number of a row,
 * and what lies between two numbers would tell how much a client is not shown. A text is good for
 * the purpose that it was made for and for no other.
 *
 * <p>The nonce is made of the purpose and the place (a synthetic one, as in RFC 5297), so that no
 * two texts that differ share one, however many there are.
 */
final class CursorCipher {

  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final String MAC = "HmacSHA256";
  private static final int NONCE = 12;
  private static final int TAG = 16;
  private static final int TEXT_LENGTH = (NONCE + Long.BYTES + TAG) / 3 * 4;

  private final SecretKeySpec key;
  private final SecretKeySpec nonceKey;

  CursorCipher(CursorKey given) {
    byte[] bytes = given.bytes();
    this.key = new SecretKeySpec(mac(new SecretKeySpec(bytes, MAC), "encryption"), "AES");
    this.nonceKey = new SecretKeySpec(mac(new SecretKeySpec(bytes, MAC), "nonce"), MAC);
  }

  /** Letters, digits, {@code -} and {@code _}, always as many. */
  String encrypt(Page.Cursor cursor, String purpose) {
    byte[] nonce = Arrays.copyOf(mac(nonceKey, cursor.after() + " " + purpose), NONCE);
    byte[] place = ByteBuffer.allocate(Long.BYTES).putLong(cursor.after()).array();
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, purpose).doFinal(place);
      byte[] both = ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
      return Base64.getUrlEncoder().withoutPadding().encodeToString(both);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has " + CIPHER, impossible);
    }
  }

  /** What was encrypted for that purpose; empty for any other text. */
  Optional<Page.Cursor> decrypt(String text, String purpose) {
    if (text.length() != TEXT_LENGTH) {
      return Optional.empty();
    }
    try {
      byte[] both = Base64.getUrlDecoder().decode(text);
      byte[] nonce = Arrays.copyOf(both, NONCE);
      byte[] place =
          cipher(Cipher.DECRYPT_MODE, nonce, purpose).doFinal(both, NONCE, both.length - NONCE);
      return Optional.of(new Page.Cursor(ByteBuffer.wrap(place).getLong()));
    } catch (IllegalArgumentException | AEADBadTagException notOne) {
      return Optional.empty();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has " + CIPHER, impossible);
    }
  }

  private Cipher cipher(int mode, byte[] nonce, String purpose) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, key, new GCMParameterSpec(TAG * Byte.SIZE, nonce));
    cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  private static byte[] mac(SecretKeySpec key, String text) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(key);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has " + MAC, impossible);
    }
  }
}
