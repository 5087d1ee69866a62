package dev.stepwell.execution.journal.codec;

import dev.stepwell.execution.ports.UnknownRecordException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * The header before every stored value of a user: {@code version(1) codec(1) key(2)}, for compressed bytes the plain size as 4
 * more, then the bytes. The key id is 0, "not encrypted", until keys of tenants arrive; the place for it is there from the start.
 */
public final class Sealed {
    /** The largest value that is read or written, before compression. */
    public static final int MAX_BYTES = 256 << 20;

    private static final byte VERSION = 1;
    private static final byte PLAIN = 0;
    private static final byte DEFLATE = 1;
    private static final int HEADER = 4;
    private static final int SIZE = 4;
    /** Below this, what deflate saves is not worth its time. */
    private static final int WORTHWHILE = 512;

    private Sealed() {}

    /** The bytes with their header, compressed when that saves an eighth. */
    public static byte[] seal(byte[] plain) {
        if (plain.length > MAX_BYTES) {
            throw new UnstorableException("a value of " + plain.length + " bytes is beyond " + MAX_BYTES);
        }
        byte[] packed = plain.length < WORTHWHILE ? null : deflate(plain);
        if (packed != null) {
            return packed;
        }
        byte[] sealed = new byte[HEADER + plain.length];
        sealed[0] = VERSION;
        sealed[1] = PLAIN;
        System.arraycopy(plain, 0, sealed, HEADER, plain.length);
        return sealed;
    }

    /**
     * The bytes that were sealed.
     *
     * @throws UnknownRecordException when a newer version sealed them
     * @throws CorruptJournalException when they are damaged
     */
    public static byte[] open(byte[] sealed) {
        if (sealed.length < HEADER) {
            throw new CorruptJournalException("a value without its header");
        }
        if (sealed[0] != VERSION || sealed[2] != 0 || sealed[3] != 0) {
            throw new UnknownRecordException("format " + sealed[0] + " under key " + sealed[2] + "," + sealed[3]);
        }
        return switch (sealed[1]) {
            case PLAIN -> Arrays.copyOfRange(sealed, HEADER, sealed.length);
            case DEFLATE -> inflate(sealed);
            default -> throw new UnknownRecordException("codec " + sealed[1]);
        };
    }

    /** A text with its header. */
    public static byte[] sealText(String text) {
        return seal(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The text that was sealed. */
    public static String openText(byte[] sealed) {
        return new String(open(sealed), StandardCharsets.UTF_8);
    }

    private static byte @Nullable [] deflate(byte[] plain) {
        int most = plain.length - plain.length / 8;
        byte[] sealed = new byte[HEADER + SIZE + most];
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        try {
            deflater.setInput(plain);
            deflater.finish();
            int size = deflater.deflate(sealed, HEADER + SIZE, most);
            if (!deflater.finished()) {
                return null;
            }
            sealed[0] = VERSION;
            sealed[1] = DEFLATE;
            for (int i = 0; i < SIZE; i++) {
                sealed[HEADER + i] = (byte) (plain.length >>> (24 - 8 * i));
            }
            return Arrays.copyOf(sealed, HEADER + SIZE + size);
        } finally {
            deflater.end();
        }
    }

    private static byte[] inflate(byte[] sealed) {
        int size = 0;
        for (int i = 0; i < SIZE && HEADER + i < sealed.length; i++) {
            size = (size << 8) | (sealed[HEADER + i] & 0xFF);
        }
        if (size < 0 || size > MAX_BYTES || sealed.length < HEADER + SIZE) {
            throw new CorruptJournalException("a compressed value of an impossible size");
        }
        byte[] plain = new byte[size];
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(sealed, HEADER + SIZE, sealed.length - HEADER - SIZE);
            int done = inflater.inflate(plain);
            if (done != size) {
                throw new CorruptJournalException("a compressed value is cut short");
            }
            return plain;
        } catch (DataFormatException e) {
            throw new CorruptJournalException("a compressed value is damaged", e);
        } finally {
            inflater.end();
        }
    }
}
