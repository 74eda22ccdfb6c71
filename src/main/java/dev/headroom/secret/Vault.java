package dev.headroom.secret;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

/// Encrypts what must be kept but not read: AES-256-GCM under the operator's master key.
///
/// What is sealed for one owner can't be opened as another's, so rows can't be swapped.
public final class Vault {

  /// How an operator makes a master key.
  public static final String HOW_TO =
      "set HEADROOM_MASTER_KEY to 32 random bytes in base64, as `openssl rand -base64 32` prints";

  private static final int KEY_BYTES = 32;

  private final Aead aead;

  private Vault(Aead aead) {
    this.aead = aead;
  }

  /// Opens the vault with a key of 32 bytes in base64.
  ///
  /// @throws IllegalArgumentException when the key isn't that, with how to make one
  @AccessesPartialKey // the operator's key is the raw key
  public static Vault open(Secret masterKey) {
    var bytes = decode(masterKey);
    try {
      AeadConfig.register();
      var key =
          AesGcmKey.builder()
              .setParameters(
                  AesGcmParameters.builder()
                      .setKeySizeBytes(KEY_BYTES)
                      .setIvSizeBytes(12)
                      .setTagSizeBytes(16)
                      .setVariant(AesGcmParameters.Variant.NO_PREFIX)
                      .build())
              .setKeyBytes(SecretBytes.copyFrom(bytes, InsecureSecretKeyAccess.get()))
              .build();
      var keys =
          KeysetHandle.newBuilder()
              .addEntry(KeysetHandle.importKey(key).withFixedId(1).makePrimary())
              .build();
      return new Vault(keys.getPrimitive(RegistryConfiguration.get(), Aead.class));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM can't encrypt with AES-GCM", e);
    }
  }

  private static byte[] decode(Secret masterKey) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(masterKey.value().strip());
    } catch (IllegalArgumentException _) {
      throw new IllegalArgumentException("master key: must be base64; " + HOW_TO);
    }
    if (bytes.length != KEY_BYTES) {
      throw new IllegalArgumentException(
          "master key: must be %d bytes, was %d; %s".formatted(KEY_BYTES, bytes.length, HOW_TO));
    }
    return bytes;
  }

  /// Seals `secret` for `owner`.
  public byte[] seal(Secret secret, String owner) {
    try {
      return aead.encrypt(bytes(secret.value()), bytes(owner));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a secret of " + owner + " could not be sealed", e);
    }
  }

  /// Opens what was sealed for `owner`.
  ///
  /// @throws WrongKey when it was sealed under another master key, for another owner, or damaged
  public Secret open(byte[] sealed, String owner) {
    try {
      return new Secret(new String(aead.decrypt(sealed, bytes(owner)), StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new WrongKey(owner, e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// What was sealed can't be opened with this master key.
  public static final class WrongKey extends RuntimeException {
    private WrongKey(String owner, GeneralSecurityException cause) {
      super(
          "the stored login of %s can't be opened with this HEADROOM_MASTER_KEY; bring back the"
                  .formatted(owner)
              + " key it was stored under, or log in again",
          cause);
    }
  }
}
