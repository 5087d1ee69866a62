package dev.stepwell.control.tenants;

/**
 * What the first start hands out, once: none of the secrets can be read again.
 *
 * @param accessKeyId the demo tenant's signing key
 * @param secretAccessKey its secret
 * @param apiKey the demo tenant's bearer key
 * @param operatorKey the bearer key of the installation's operator
 * @param account the demo tenant's account number
 */
public record Credentials(
        String accessKeyId, String secretAccessKey, String apiKey, String operatorKey, String account) {
    /** Secrets are for the client's file and never for a log. */
    @Override
    public String toString() {
        return "Credentials[" + accessKeyId + ", account " + account + "]";
    }
}
