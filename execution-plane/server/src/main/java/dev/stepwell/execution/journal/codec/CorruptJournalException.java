package dev.stepwell.execution.journal.codec;

/** Bytes of the journal are not what they must be, or a payload that a record points at is missing. */
public final class CorruptJournalException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public CorruptJournalException(String message) {
        super(message);
    }

    public CorruptJournalException(String message, Throwable cause) {
        super(message, cause);
    }
}
