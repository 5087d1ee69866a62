package dev.stepwell.gateway.shapes;

import java.nio.charset.StandardCharsets;

/**
 * Walks the wire form of a message field by field, without making objects. The bytes come from protobuf's own serialisation or from
 * {@link WireWriter}, so they are well formed; bytes that are not make it throw {@link IllegalStateException}.
 */
public final class WireReader {
    static final int VARINT = 0;
    static final int FIXED64 = 1;
    static final int LENGTH = 2;
    static final int FIXED32 = 5;

    private final byte[] bytes;
    private final int end;
    private int position;
    private int number;
    private int start;
    private int stop;
    private long value;

    /** Walks all of a message. */
    public WireReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private WireReader(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.position = from;
        this.end = end;
    }

    /** Another walk over what this one has not walked yet. */
    WireReader copy() {
        return new WireReader(bytes, position, end);
    }

    /** Goes to the next field and reads it; false when there is none. */
    public boolean next() {
        if (position >= end) {
            return false;
        }
        int tag = (int) varint();
        number = tag >>> 3;
        start = position;
        switch (tag & 7) {
            case VARINT -> value = varint();
            case FIXED64 -> value = fixed(8);
            case FIXED32 -> value = fixed(4);
            case LENGTH -> {
                int length = (int) varint();
                start = position;
                position += length;
            }
            default -> throw new IllegalStateException("wire type " + (tag & 7));
        }
        stop = position;
        if (position > end) {
            throw new IllegalStateException("a field ends behind its message");
        }
        return true;
    }

    /** The number of the current field. */
    public int number() {
        return number;
    }

    /** The current field as a number. */
    public long asLong() {
        return value;
    }

    /** The current field as a truth value. */
    public boolean asBoolean() {
        return value != 0;
    }

    /** The current field as a 32-bit float. */
    public float asFloat() {
        return Float.intBitsToFloat((int) value);
    }

    /** The current field as a 64-bit float. */
    public double asDouble() {
        return Double.longBitsToDouble(value);
    }

    /** The current field as a message to walk. */
    public WireReader asMessage() {
        return new WireReader(bytes, start, stop);
    }

    /** The current field as a string. */
    public String asString() {
        return new String(bytes, start, stop - start, StandardCharsets.UTF_8);
    }

    /** The bytes of the current field lie here, from {@link #from()} for {@link #length()}. */
    public byte[] bytes() {
        return bytes;
    }

    /** Where the current field's bytes begin. */
    public int from() {
        return start;
    }

    /** How many bytes the current field has. */
    public int length() {
        return stop - start;
    }

    /** The code points of the current field as a string: every byte that does not continue another. */
    long codePoints() {
        int count = 0;
        for (int i = start; i < stop; i++) {
            if ((bytes[i] & 0xC0) != 0x80) {
                count++;
            }
        }
        return count;
    }

    private long varint() {
        long result = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte b = bytes[position++];
            result |= (long) (b & 0x7F) << shift;
            if (b >= 0) {
                return result;
            }
        }
        throw new IllegalStateException("a number of more than 64 bits");
    }

    private long fixed(int size) {
        long result = 0;
        for (int i = 0; i < size; i++) {
            result |= (bytes[position++] & 0xFFL) << (8 * i);
        }
        return result;
    }
}
