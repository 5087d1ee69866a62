package dev.stepwell.control.access;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * The text of a bearer key: {@code sw_live_KEYID_SECRETCRC} for tenants, {@code sw_op_KEYID_SECRETCRC} for operators. Letters and
 * digits only, so a double click selects it; the checksum lets anyone (a scanner of leaked secrets, our own door) tell a key from
 * a typing error without asking a database.
 *
 * @param keyId the public part, under which the key is found
 * @param text the whole key
 */
record BearerText(Kind kind, String keyId, String text) {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int ID_LENGTH = 16;
    private static final int SECRET_LENGTH = 32; // 190 bits
    private static final int CHECKSUM_LENGTH = 6; // holds 32 bits in base 62
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Whose key it is. */
    enum Kind {
        TENANT("sw_live_"),
        OPERATOR("sw_op_");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }
    }

    /** A new key. */
    static BearerText random(Kind kind) {
        String keyId = random(ID_LENGTH);
        String unchecked = kind.prefix + keyId + "_" + random(SECRET_LENGTH);
        return new BearerText(kind, keyId, unchecked + checksum(unchecked));
    }

    /** Reads a key of that kind; empty when its form or its checksum is wrong. */
    static Optional<BearerText> read(Kind kind, String text) {
        int idEnd = kind.prefix.length() + ID_LENGTH;
        int secretEnd = idEnd + 1 + SECRET_LENGTH;
        boolean formed = text.length() == secretEnd + CHECKSUM_LENGTH
                && text.startsWith(kind.prefix)
                && text.charAt(idEnd) == '_'
                && text.startsWith(checksum(text.substring(0, secretEnd)), secretEnd);
        return formed
                ? Optional.of(new BearerText(kind, text.substring(kind.prefix.length(), idEnd), text))
                : Optional.empty();
    }

    private static String random(int length) {
        StringBuilder out = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            out.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return out.toString();
    }

    static String checksum(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        char[] out = new char[CHECKSUM_LENGTH];
        long rest = crc.getValue();
        for (int i = CHECKSUM_LENGTH - 1; i >= 0; i--) {
            out[i] = ALPHABET.charAt((int) (rest % ALPHABET.length()));
            rest /= ALPHABET.length();
        }
        return new String(out);
    }

    /** Names the key without its secret. */
    @Override
    public String toString() {
        return kind.prefix + keyId;
    }
}
