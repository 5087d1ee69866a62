package dev.stepwell.execution.tokens;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Deterministic authenticated encryption with a synthetic IV, as in SIV mode (RFC 5297) with HMAC-SHA-256 in the place of CMAC: the IV
 * is the code of the associated data and the plain text, and AES-CTR runs from it. The same text seals to the same bytes, which is
 * all that an onlooker learns.
 */
final class SyntheticIv {
    private static final int IV = 16;

    private final SecretKeySpec macKey;
    private final SecretKeySpec cipherKey;

    private SyntheticIv(byte[] macKey, byte[] cipherKey) {
        this.macKey = new SecretKeySpec(macKey, "HmacSHA256");
        this.cipherKey = new SecretKeySpec(cipherKey, "AES");
    }

    /** The sealing of one purpose: its keys are derived from the master secret by HKDF (RFC 5869), so purposes do not mix. */
    static SyntheticIv of(byte[] masterSecret, String purpose) {
        byte[] extracted = hmac(new SecretKeySpec(new byte[32], "HmacSHA256"), masterSecret);
        SecretKeySpec prk = new SecretKeySpec(extracted, "HmacSHA256");
        return new SyntheticIv(expand(prk, purpose + " mac"), expand(prk, purpose + " cipher"));
    }

    /** The IV and the cipher text. The associated data is bound to it but not in it. */
    byte[] seal(byte[] associated, byte[] plain) {
        byte[] iv = iv(associated, plain);
        byte[] text = crypt(iv, plain);
        byte[] sealed = Arrays.copyOf(iv, IV + text.length);
        System.arraycopy(text, 0, sealed, IV, text.length);
        return sealed;
    }

    /** The plain text, if these bytes were sealed with this associated data. */
    Optional<byte[]> open(byte[] associated, byte[] sealed) {
        if (sealed.length < IV) {
            return Optional.empty();
        }
        byte[] iv = Arrays.copyOf(sealed, IV);
        byte[] plain = crypt(iv, Arrays.copyOfRange(sealed, IV, sealed.length));
        return MessageDigest.isEqual(iv, iv(associated, plain)) ? Optional.of(plain) : Optional.empty();
    }

    private byte[] iv(byte[] associated, byte[] plain) {
        byte[] length = {(byte) (associated.length >>> 8), (byte) associated.length};
        return Arrays.copyOf(hmac(macKey, length, associated, plain), IV);
    }

    private byte[] crypt(byte[] iv, byte[] text) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, cipherKey, new IvParameterSpec(iv));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-CTR", e);
        }
    }

    private static byte[] expand(SecretKeySpec prk, String info) {
        return hmac(prk, info.getBytes(StandardCharsets.US_ASCII), new byte[] {1});
    }

    private static byte[] hmac(SecretKeySpec key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
        }
    }
}
