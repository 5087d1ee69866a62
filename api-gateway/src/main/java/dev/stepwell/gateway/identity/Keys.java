package dev.stepwell.gateway.identity;

import java.util.Optional;

/** Where access keys are kept. */
@FunctionalInterface
public interface Keys {
    /** The active key of that id, if there is one. Asked for every request, so a slow store keeps a short-lived copy. */
    Optional<SigningKey> find(String accessKeyId);
}
