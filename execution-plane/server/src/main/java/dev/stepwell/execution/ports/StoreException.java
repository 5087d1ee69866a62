package dev.stepwell.execution.ports;

import org.jspecify.annotations.Nullable;

/** The store could not do what it was asked. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean inDoubt;

    /**
     * @param inDoubt whether the work may have been done all the same (a commit whose answer was lost)
     */
    public StoreException(String message, boolean inDoubt, @Nullable Throwable cause) {
        super(message, cause);
        this.inDoubt = inDoubt;
    }

    /** Whether the work may have been done all the same. */
    public boolean inDoubt() {
        return inDoubt;
    }
}
