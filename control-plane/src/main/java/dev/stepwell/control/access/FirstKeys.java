package dev.stepwell.control.access;

/**
 * The keys that a tenant begins with, which may do everything that a tenant may. None of the secrets can be read again.
 *
 * @param pair for signing requests
 * @param apiKey for REST and gRPC
 */
public record FirstKeys(SigningPair pair, String apiKey) {
    /** Secrets are for the client's file and never for a log. */
    @Override
    public String toString() {
        return "FirstKeys[" + pair.accessKeyId() + "]";
    }
}
