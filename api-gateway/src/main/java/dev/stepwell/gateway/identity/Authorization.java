package dev.stepwell.gateway.identity;

import dev.stepwell.contracts.calling.Fault;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who signed a request by Signature Version 4, and what of it.
 *
 * @param accessKeyId the key it names
 * @param date the day of the scope, {@code YYYYMMDD}
 * @param region the region of the scope
 * @param service the service of the scope
 * @param terminator the end of the scope
 * @param signedHeaders the names of the signed headers as they were given
 * @param signature the signature in hexadecimal
 */
record Authorization(
        String accessKeyId,
        String date,
        String region,
        String service,
        String terminator,
        List<String> signedHeaders,
        String signature) {
    static final String ALGORITHM = "AWS4-HMAC-SHA256";

    private static final int SCOPE_PARTS = 5;

    /** Reads the header; refuses with IncompleteSignatureException and AWS's list of what is missing. */
    static Authorization parse(String header, boolean hasDate) {
        Map<String, String> parts = new HashMap<>();
        for (String part : header.substring(ALGORITHM.length()).split(",")) {
            int equals = part.indexOf('=');
            if (equals > 0
                    && parts.put(
                                    part.substring(0, equals).strip(),
                                    part.substring(equals + 1).strip())
                            != null) {
                throw incomplete("'Authorization' header has a parameter twice.");
            }
        }
        StringBuilder missing = new StringBuilder();
        for (String name : List.of("Credential", "Signature", "SignedHeaders")) {
            if (parts.getOrDefault(name, "").isEmpty()) {
                missing.append("'Authorization' header requires '").append(name).append("' parameter. ");
            }
        }
        if (!hasDate) {
            missing.append("'Authorization' header requires existence of either a 'X-Amz-Date' or a 'Date' header. ");
        }
        if (!missing.isEmpty()) {
            throw incomplete(missing.toString().strip());
        }
        return of(
                parts.getOrDefault("Credential", ""),
                parts.getOrDefault("SignedHeaders", ""),
                parts.getOrDefault("Signature", ""));
    }

    /** Of the three parts that both forms have; refuses a scope that is not whole. */
    static Authorization of(String credential, String signedHeaders, String signature) {
        String[] scope = credential.split("/", -1);
        if (scope.length != SCOPE_PARTS) {
            throw incomplete("Credential must have exactly 5 slash-delimited elements, e.g. "
                    + "keyid/date/region/service/term, got '" + credential + "'");
        }
        return new Authorization(
                scope[0], scope[1], scope[2], scope[3], scope[4], List.of(signedHeaders.split(";", -1)), signature);
    }

    /** The scope as it is signed. */
    String scope() {
        return date + "/" + region + "/" + service + "/" + terminator;
    }

    static Fault incomplete(String message) {
        return new Fault("IncompleteSignatureException", message);
    }
}
