package org.openrecorder.oidc;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** Makes tokens as a provider does. Valid ones for the tests' issuer and audience to begin with. */
final class Signer {

  static final String AUDIENCE = "open-recorder";

  private final String issuer;
  private final PublicJsonWebKey key;
  private final String algorithm;

  private Signer(String issuer, PublicJsonWebKey key, String keyId, String algorithm) {
    this.issuer = issuer;
    this.key = key;
    this.algorithm = algorithm;
    key.setKeyId(keyId);
    key.setUse("sig");
  }

  static Signer rsa(String issuer, String keyId) {
    try {
      return new Signer(issuer, RsaJwkGenerator.generateJwk(2048), keyId, "RS256");
    } catch (JoseException impossible) {
      throw new AssertionError(impossible);
    }
  }

  static Signer ellipticCurve(String issuer, String keyId) {
    try {
      return new Signer(issuer, EcJwkGenerator.generateJwk(EllipticCurves.P256), keyId, "ES256");
    } catch (JoseException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** The key as the provider publishes it. */
  JsonWebKey published() {
    try {
      return JsonWebKey.Factory.newJwk(key.toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY));
    } catch (JoseException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** The bytes of the public key as everybody can read them. */
  byte[] publicBytes() {
    return key.getPublicKey().getEncoded();
  }

  static String keySet(Signer... signers) {
    return new JsonWebKeySet(List.of(signers).stream().map(Signer::published).toList()).toJson();
  }

  /** What a valid access token of the client {@code crm} says. */
  Map<String, Object> claims(Instant now) {
    Map<String, Object> claims = new HashMap<>();
    claims.put("iss", issuer);
    claims.put("aud", AUDIENCE);
    claims.put("azp", "crm");
    claims.put("iat", now.getEpochSecond());
    claims.put("exp", now.getEpochSecond() + 300);
    return claims;
  }

  String token(Instant now) {
    return token(claims(now), Map.of());
  }

  String token(Map<String, ?> claims, Map<String, String> header) {
    JsonWebSignature signature = new JsonWebSignature();
    signature.setPayload(JsonUtil.toJson(claims));
    signature.setKey(key.getPrivateKey());
    signature.setKeyIdHeaderValue(key.getKeyId());
    signature.setAlgorithmHeaderValue(algorithm);
    header.forEach(signature::setHeader);
    try {
      return signature.getCompactSerialization();
    } catch (JoseException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
