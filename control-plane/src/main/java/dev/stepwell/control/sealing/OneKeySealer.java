package dev.stepwell.control.sealing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM with a random nonce. Sealed bytes are: format version (1), master key id (4), nonce (12), ciphertext and tag. The
 * header and the context (whose and what it is) are authenticated with it, so nothing can be moved to another row.
 */
final class OneKeySealer implements Sealer {
    private static final byte FORMAT = 1;
    private static final int ID = 4;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final int HEADER = 1 + ID + NONCE;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec key;
    private final byte[] masterKeyId;
    private final boolean anyMaster;

    /**
     * @param masterKeyId what is written into the header
     * @param anyMaster whether what was sealed while another master key was over this key is opened too: the key is the same
     */
    OneKeySealer(byte[] key, byte[] masterKeyId, boolean anyMaster) {
        this.key = new SecretKeySpec(key, "AES");
        this.masterKeyId = masterKeyId;
        this.anyMaster = anyMaster;
    }

    /** The id of the master key in the header of sealed bytes; zeros when they are too short to have one. */
    static byte[] masterKeyId(byte[] sealed) {
        return sealed.length < 1 + ID ? new byte[ID] : Arrays.copyOfRange(sealed, 1, 1 + ID);
    }

    @Override
    public byte[] seal(byte[] plain, String context) {
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        byte[] header = ByteBuffer.allocate(HEADER)
                .put(FORMAT)
                .put(masterKeyId)
                .put(nonce)
                .array();
        byte[] body = run(Cipher.ENCRYPT_MODE, header, context, plain, 0);
        return ByteBuffer.allocate(HEADER + body.length).put(header).put(body).array();
    }

    @Override
    public byte[] open(byte[] sealed, String context) {
        if (sealed.length < HEADER + TAG_BITS / 8 || sealed[0] != FORMAT) {
            throw new BrokenSeal("not sealed bytes of a known format");
        }
        if (!anyMaster && !Arrays.equals(masterKeyId(sealed), masterKeyId)) {
            throw new BrokenSeal("sealed under another master key");
        }
        return run(Cipher.DECRYPT_MODE, Arrays.copyOf(sealed, HEADER), context, sealed, HEADER);
    }

    private byte[] run(int mode, byte[] header, String context, byte[] bytes, int from) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, header, 1 + ID, NONCE));
            cipher.updateAAD(header);
            cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(bytes, from, bytes.length - from);
        } catch (GeneralSecurityException e) {
            throw new BrokenSeal("the seal does not hold");
        }
    }
}
