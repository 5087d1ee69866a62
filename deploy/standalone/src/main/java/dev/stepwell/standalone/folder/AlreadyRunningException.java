package dev.stepwell.standalone.folder;

/** Another process uses the data folder; the message says which and where it answers. */
public final class AlreadyRunningException extends Exception {
    private static final long serialVersionUID = 1;

    AlreadyRunningException(String message) {
        super(message, null, false, false);
    }
}
