package dev.stepwell.gateway.shapes;

import java.util.Arrays;

/** Writes the wire form of a message. Messages inside it get a length of four bytes, so that nothing is moved or measured twice. */
public final class WireWriter {
    private static final int LENGTH_BYTES = 4;

    private byte[] bytes;
    private int position;

    /** @param expected how many bytes are likely */
    public WireWriter(int expected) {
        bytes = new byte[Math.max(64, expected)];
    }

    /** What was written. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, position);
    }

    /** Writes a whole number or a truth value. */
    public void number(int field, long value) {
        tag(field, WireReader.VARINT);
        varint(value);
    }

    /** Writes a 32-bit float. */
    public void single(int field, float value) {
        tag(field, WireReader.FIXED32);
        fixed(Float.floatToRawIntBits(value), 4);
    }

    /** Writes a 64-bit float. */
    public void twin(int field, double value) {
        tag(field, WireReader.FIXED64);
        fixed(Double.doubleToRawLongBits(value), 8);
    }

    /** Begins a message inside this one; give the answer to {@link #end}. */
    public int begin(int field) {
        tag(field, WireReader.LENGTH);
        room(LENGTH_BYTES);
        position += LENGTH_BYTES;
        return position;
    }

    /** Ends the message that began there. */
    public void end(int begun) {
        int length = position - begun;
        for (int i = LENGTH_BYTES; i > 1; i--) {
            bytes[begun - i] = (byte) (length | 0x80);
            length >>>= 7;
        }
        bytes[begun - 1] = (byte) length;
    }

    /** Writes a string; false, and nothing of use, when it holds half of a surrogate pair, which has no form in UTF-8. */
    public boolean text(int field, char[] chars, int from, int length) {
        int begun = begin(field);
        room(3 * length);
        for (int i = from; i < from + length; i++) {
            char c = chars[i];
            if (c < 0x80) {
                bytes[position++] = (byte) c;
            } else if (c < 0x800) {
                two(c);
            } else if (!Character.isSurrogate(c)) {
                three(c);
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < from + length
                    && Character.isLowSurrogate(chars[i + 1])) {
                four(Character.toCodePoint(c, chars[++i]));
            } else {
                return false;
            }
        }
        end(begun);
        return true;
    }

    private void two(char c) {
        bytes[position++] = (byte) (0xC0 | c >> 6);
        bytes[position++] = (byte) (0x80 | c & 0x3F);
    }

    private void three(char c) {
        bytes[position++] = (byte) (0xE0 | c >> 12);
        bytes[position++] = (byte) (0x80 | c >> 6 & 0x3F);
        bytes[position++] = (byte) (0x80 | c & 0x3F);
    }

    private void four(int codePoint) {
        bytes[position++] = (byte) (0xF0 | codePoint >> 18);
        bytes[position++] = (byte) (0x80 | codePoint >> 12 & 0x3F);
        bytes[position++] = (byte) (0x80 | codePoint >> 6 & 0x3F);
        bytes[position++] = (byte) (0x80 | codePoint & 0x3F);
    }

    private void tag(int field, int type) {
        varint((long) field << 3 | type);
    }

    private void varint(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[position++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[position++] = (byte) rest;
    }

    private void fixed(long value, int size) {
        room(size);
        for (int i = 0; i < size; i++) {
            bytes[position++] = (byte) (value >>> (8 * i));
        }
    }

    private void room(int more) {
        if (bytes.length - position < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, position + more));
        }
    }
}
