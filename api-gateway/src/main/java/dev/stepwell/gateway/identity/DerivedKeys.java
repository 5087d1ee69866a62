package dev.stepwell.gateway.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signing keys that are derived from secrets (Signature Version 4, task 3), kept for as long as they are few: a day, a region and
 * a service have one per access key, and most requests of a day come from the same few.
 */
final class DerivedKeys {
    private static final int MOST = 4096;
    private static final String HMAC = "HmacSHA256";

    private final Map<Scope, Derived> derived = new ConcurrentHashMap<>();

    private record Scope(String accessKeyId, String date, String region, String service) {}

    /** The secret it came from is kept beside it, so that a replaced secret is not outlived by its keys. */
    private record Derived(String secret, SecretKeySpec key) {
        @Override
        public String toString() {
            return "Derived";
        }
    }

    /** The signature of a text under the key that this secret has in that scope. */
    byte[] sign(SigningKey key, Authorization scope, String text) {
        Scope at = new Scope(key.accessKeyId(), scope.date(), scope.region(), scope.service());
        Derived known = derived.get(at);
        if (known == null || !same(known.secret, key.secret())) {
            known = new Derived(key.secret(), derive(key.secret(), scope));
            if (derived.size() >= MOST) {
                derived.clear();
            }
            derived.put(at, known);
        }
        return hmac(known.key, text);
    }

    private static SecretKeySpec derive(String secret, Authorization scope) {
        SecretKeySpec key = new SecretKeySpec(("AWS4" + secret).getBytes(StandardCharsets.UTF_8), HMAC);
        for (String part : new String[] {scope.date(), scope.region(), scope.service(), scope.terminator()}) {
            key = new SecretKeySpec(hmac(key, part), HMAC);
        }
        return key;
    }

    private static byte[] hmac(SecretKeySpec key, String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + HMAC, e);
        }
    }

    private static boolean same(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }
}
