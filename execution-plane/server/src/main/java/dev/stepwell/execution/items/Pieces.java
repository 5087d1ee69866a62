package dev.stepwell.execution.items;

import java.io.IOException;
import java.io.InputStream;

/** Bytes that are had piece by piece, each asked for when the one before has been read. */
final class Pieces extends InputStream {
    private final Source source;
    private Piece now;
    private int at;
    private long next;

    /** Where pieces come from. */
    @FunctionalInterface
    interface Source {
        /** What stands from a byte on, at least one byte when there is one; may throw {@link ReaderFailure}. */
        Piece from(long at);
    }

    /**
     * A piece.
     *
     * @param last whether there is nothing behind it
     */
    record Piece(byte[] bytes, boolean last) {}

    /**
     * Goes on behind a first piece.
     *
     * @param from where the first one begins
     */
    Pieces(Piece first, long from, Source source) {
        this.source = source;
        this.now = first;
        this.next = from + first.bytes().length;
    }

    /** The piece that is being read. */
    Piece first() {
        return now;
    }

    @Override
    public int read() throws IOException {
        return more() ? now.bytes()[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!more()) {
            return -1;
        }
        int many = Math.min(length, now.bytes().length - at);
        System.arraycopy(now.bytes(), at, into, from, many);
        at += many;
        return many;
    }

    private boolean more() throws IOException {
        while (at == now.bytes().length) {
            if (now.last()) {
                return false;
            }
            now = source.from(next);
            if (now.bytes().length == 0 && !now.last()) {
                throw new IOException("a piece of the object is empty");
            }
            next += now.bytes().length;
            at = 0;
        }
        return true;
    }
}
