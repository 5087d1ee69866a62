package dev.stepwell.control.access;

/** A signing key as AWS hands it out: an id of 20 characters and a secret of 40, shown once. */
public record SigningPair(String accessKeyId, String secretAccessKey) {
    /** Names the key without its secret. */
    @Override
    public String toString() {
        return "SigningPair[" + accessKeyId + "]";
    }
}
