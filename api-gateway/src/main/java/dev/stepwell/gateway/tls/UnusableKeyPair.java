package dev.stepwell.gateway.tls;

import java.io.IOException;

/** A certificate and a key that the server cannot show; the message says why in one sentence, and nothing of what stands in the files. */
public final class UnusableKeyPair extends IOException {
    private static final long serialVersionUID = 1L;

    UnusableKeyPair(String why) {
        super(why);
    }
}
