package dev.stepwell.gateway.identity;

import java.time.Duration;

/**
 * How long before and after the moment it was signed a request is good, both ends included.
 *
 * @param before how far a signer's clock may be ahead of ours
 * @param after how old a signature may be
 */
record Validity(Duration before, Duration after) {
    /** A signature in a header: fifteen minutes either way. */
    static final Validity AROUND = new Validity(SigV4Verifier.WINDOW, SigV4Verifier.WINDOW);

    /** A presigned request: from the moment on, for as long as its signer said. */
    static Validity from(long seconds) {
        return new Validity(Duration.ZERO, Duration.ofSeconds(seconds));
    }

    String beforeInWords() {
        return words(before);
    }

    String afterInWords() {
        return words(after);
    }

    private static String words(Duration time) {
        return time.toSecondsPart() == 0 && !time.isZero() ? time.toMinutes() + " min." : time.toSeconds() + " sec.";
    }
}
