package dev.stepwell.control.sealing;

/** Sealed bytes that are damaged, forged, of another context, or sealed under another master key. */
public final class BrokenSeal extends RuntimeException {
    private static final long serialVersionUID = 1;

    BrokenSeal(String message) {
        super(message, null, false, false);
    }
}
