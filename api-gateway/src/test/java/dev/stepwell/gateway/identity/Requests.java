package dev.stepwell.gateway.identity;

import dev.stepwell.names.AccountId;
import dev.stepwell.names.Region;
import dev.stepwell.names.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.NullUnmarked;

/** Requests to verify, and ways to change one thing about them. */
@NullUnmarked
final class Requests {
    static final String KEY = "AKIDEXAMPLE";
    static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    static final SigningKey SIGNING_KEY =
            new SigningKey(KEY, SECRET, new TenantId(1), new AccountId("123456789012"), Set.of());
    static final Keys KEYS = id -> id.equals(KEY) ? Optional.of(SIGNING_KEY) : Optional.empty();

    private Requests() {}

    static SigV4Verifier verifier(String region, String now) {
        return new SigV4Verifier(KEYS, new Region(region), () -> Instant.parse(now));
    }

    /** A request as text: request line, headers, an empty line, the body. */
    static SignedRequest parse(String text) {
        String[] parts = text.split("\n\n", 2);
        String[] lines = parts[0].split("\n");
        String[] line = lines[0].split(" ", 2);
        String[] target = line[1].split("\\?", 2);
        Map<String, List<String>> headers = new TreeMap<>();
        for (int i = 1; i < lines.length; i++) {
            String[] header = lines[i].split(":", 2);
            headers.computeIfAbsent(header[0].toLowerCase(java.util.Locale.ROOT), name -> new ArrayList<>())
                    .add(header[1].startsWith(" ") ? header[1].substring(1) : header[1]);
        }
        byte[] body = parts.length < 2 ? new byte[0] : parts[1].getBytes(StandardCharsets.UTF_8);
        return new SignedRequest(line[0], target[0], target.length < 2 ? "" : target[1], headers, body);
    }

    /** Signs a request anew, over the headers it signed before, with this for the hash of its body. */
    static SignedRequest sign(SignedRequest request, String bodyHash) {
        String given = header(request, "authorization");
        Authorization authorization = Authorization.parse(given, true);
        String canonical = CanonicalRequest.of(
                        request,
                        QueryString.parse(request.query()).orElseThrow(),
                        authorization.signedHeaders(),
                        bodyHash)
                .orElseThrow();
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8));
            String toSign = Authorization.ALGORITHM + "\n" + header(request, "x-amz-date") + "\n"
                    + authorization.scope() + "\n" + HexFormat.of().formatHex(hash);
            byte[] signature = new DerivedKeys().sign(SIGNING_KEY, authorization, toSign);
            return header(
                    request,
                    "authorization",
                    given.replace(authorization.signature(), HexFormat.of().formatHex(signature)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    static SignedRequest method(SignedRequest request, String method) {
        return new SignedRequest(method, request.path(), request.query(), request.headers(), request.body());
    }

    static SignedRequest path(SignedRequest request, String path) {
        return new SignedRequest(request.method(), path, request.query(), request.headers(), request.body());
    }

    static SignedRequest query(SignedRequest request, String query) {
        return new SignedRequest(request.method(), request.path(), query, request.headers(), request.body());
    }

    static SignedRequest body(SignedRequest request, byte[] body) {
        return new SignedRequest(request.method(), request.path(), request.query(), request.headers(), body);
    }

    /** The request with these values for a header, or without it when there are none. */
    static SignedRequest header(SignedRequest request, String name, String... values) {
        Map<String, List<String>> headers = new TreeMap<>(request.headers());
        headers.remove(name);
        if (values.length > 0) {
            headers.put(name, List.of(values));
        }
        return new SignedRequest(request.method(), request.path(), request.query(), headers, request.body());
    }

    static String header(SignedRequest request, String name) {
        return request.header(name).getFirst();
    }

    static SignedRequest authorization(SignedRequest request, String from, String to) {
        return header(request, "authorization", header(request, "authorization").replace(from, to));
    }
}
