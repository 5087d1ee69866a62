package dev.stepwell.execution.journal.codec;

import com.google.protobuf.ByteString;

/**
 * Names a payload that is kept beside the records, once per execution.
 *
 * @param hash SHA-256 of its text in UTF-8
 * @param size the bytes of that
 */
public record PayloadRef(ByteString hash, int size) {
    /** The longest text, in UTF-8 bytes, that stands in a record itself. */
    public static final int INLINE_BYTES = 2048;
}
