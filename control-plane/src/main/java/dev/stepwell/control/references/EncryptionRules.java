package dev.stepwell.control.references;

import dev.stepwell.contracts.calling.Fault;
import java.util.Optional;

/**
 * What may stand in an encryption configuration. Data is stored under the installation's own keys, which AWS calls
 * {@code AWS_OWNED_KEY}. A customer's key is refused rather than pretended: there is no key service to ask.
 */
public final class EncryptionRules {
    /** The only type there is. */
    public static final String OWNED = "AWS_OWNED_KEY";

    private EncryptionRules() {}

    /** Refuses with {@code InvalidEncryptionConfiguration} anything but a plain {@link #OWNED}. */
    public static void check(String type, Optional<String> kmsKeyId, boolean reusePeriodGiven) {
        if (!type.equals(OWNED)) {
            throw invalid("Customer managed keys are not available on this server; use " + OWNED);
        }
        if (kmsKeyId.isPresent() || reusePeriodGiven) {
            throw invalid("kmsKeyId and kmsDataKeyReusePeriodSeconds can only be set for CUSTOMER_MANAGED_KMS_KEY");
        }
    }

    private static Fault invalid(String why) {
        return new Fault("InvalidEncryptionConfiguration", "Invalid Encryption Configuration: '" + why + "'");
    }
}
