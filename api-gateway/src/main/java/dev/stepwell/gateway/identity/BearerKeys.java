package dev.stepwell.gateway.identity;

import java.util.Optional;

/** Where bearer keys are kept, of which only digests need be. */
@FunctionalInterface
public interface BearerKeys {
    /** Whose active key the token is, if it is one. */
    Optional<Identity> find(String token);
}
