package dev.stepwell.gateway.sessions;

import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.gateway.identity.SignedRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The proof that a request with a cookie was meant by our own page: a token that only a page of ours was told, and the page's own
 * origin. The token is made from the session's, so that nobody has to keep it.
 */
final class Csrf {
    private static final String MAC = "HmacSHA256";
    private static final byte[] PURPOSE = "stepwell csrf".getBytes(StandardCharsets.UTF_8);
    private static final Fault FORGED = new Fault(
            "AccessDeniedException",
            "The request has a session, but neither the header X-CSRF-Token of it nor this server's own origin.");

    private Csrf() {}

    /** What belongs to a session's token. */
    static String token(String session) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(session.getBytes(StandardCharsets.UTF_8), MAC));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(PURPOSE));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + MAC, e);
        }
    }

    /** Refuses a request that another site's page may have sent. */
    static void check(SignedRequest request, String session) {
        List<String> given = request.header("x-csrf-token");
        boolean known = given.size() == 1 && same(given.getFirst(), token(session));
        if (!known || !isOwnOrigin(request)) {
            throw FORGED;
        }
    }

    /** Compares hosts and ports only: before us somebody may have ended TLS. */
    private static boolean isOwnOrigin(SignedRequest request) {
        List<String> origin = request.header("origin");
        List<String> host = request.header("host");
        if (origin.size() != 1 || host.size() != 1) {
            return false;
        }
        try {
            String authority = new URI(origin.getFirst()).getRawAuthority();
            return authority != null && authority.equalsIgnoreCase(host.getFirst());
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean same(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }
}
