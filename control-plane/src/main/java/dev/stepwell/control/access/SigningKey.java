package dev.stepwell.control.access;

/**
 * What checks a signature of Signature Version 4.
 *
 * @param principal who signed, if the signature holds
 * @param secretAccessKey the secret the client has as well
 */
public record SigningKey(Principal principal, String secretAccessKey) {
    /** Names the key without its secret. */
    @Override
    public String toString() {
        return "SigningKey[" + principal.keyId() + "]";
    }
}
