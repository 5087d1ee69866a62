package dev.stepwell.execution.items;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** The bytes of an object one after the other, and how many have gone by. */
final class ByteRun {
    /** The largest piece that is held at once: an item is never larger than a payload may be. */
    static final int MOST = 16 << 20;

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int next;
    private int end;
    private long at;

    ByteRun(InputStream in, long at) {
        this.in = in;
        this.at = at;
    }

    /** The place of the next byte in the object. */
    long at() {
        return at;
    }

    /** The next byte without taking it; -1 at the end. */
    int peek() throws IOException {
        if (next == end) {
            end = Math.max(0, in.read(buffer));
            next = 0;
        }
        return next == end ? -1 : buffer[next] & 0xFF;
    }

    int take() throws IOException {
        int b = peek();
        if (b >= 0) {
            next++;
            at++;
        }
        return b;
    }

    static void add(ByteArrayOutputStream piece, int b) {
        if (piece.size() >= MOST) {
            throw new ReaderFailure("An item is larger than the maximum number of bytes service limit.");
        }
        piece.write(b);
    }
}
