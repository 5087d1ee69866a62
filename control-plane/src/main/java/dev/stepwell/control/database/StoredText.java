package dev.stepwell.control.database;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Users' text as bytes of a column, so that it may hold any character and is compressed by us: a header of format version, codec
 * and two reserved bytes for a key id, then UTF-8, plain or deflated.
 */
public final class StoredText {
    private static final byte FORMAT = 1;
    private static final byte PLAIN = 0;
    private static final byte DEFLATED = 1;
    private static final int HEADER = 4;
    private static final int WORTH_DEFLATING = 512;

    private StoredText() {}

    /** The bytes to store. */
    public static byte[] write(String text) {
        byte[] plain = text.getBytes(StandardCharsets.UTF_8);
        byte[] packed = plain.length < WORTH_DEFLATING ? plain : deflate(plain);
        boolean smaller = packed.length < plain.length;
        byte[] body = smaller ? packed : plain;
        byte[] stored = new byte[HEADER + body.length];
        stored[0] = FORMAT;
        stored[1] = smaller ? DEFLATED : PLAIN;
        System.arraycopy(body, 0, stored, HEADER, body.length);
        return stored;
    }

    /** The text of stored bytes; throws {@link IllegalStateException} when they were not written by {@link #write}. */
    public static String read(byte[] stored) {
        if (stored.length < HEADER || stored[0] != FORMAT) {
            throw new IllegalStateException("stored text of an unknown format");
        }
        byte[] body = Arrays.copyOfRange(stored, HEADER, stored.length);
        return new String(stored[1] == DEFLATED ? inflate(body) : body, StandardCharsets.UTF_8);
    }

    private static byte[] deflate(byte[] plain) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            deflater.setInput(plain);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length / 3);
            byte[] buffer = new byte[8192];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static byte[] inflate(byte[] packed) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed);
            ByteArrayOutputStream out = new ByteArrayOutputStream(packed.length * 4);
            byte[] buffer = new byte[8192];
            while (!inflater.finished()) {
                int read = inflater.inflate(buffer);
                if (read == 0 && inflater.needsInput()) {
                    throw new IllegalStateException("stored text is cut short");
                }
                out.write(buffer, 0, read);
            }
            return out.toByteArray();
        } catch (DataFormatException e) {
            throw new IllegalStateException("stored text is damaged", e);
        } finally {
            inflater.end();
        }
    }
}
