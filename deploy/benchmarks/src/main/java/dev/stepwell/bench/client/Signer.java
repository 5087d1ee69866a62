package dev.stepwell.bench.client;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Signature Version 4 for requests to one service; the key of the day is derived once. */
public final class Signer {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String SIGNED = "content-type;host;x-amz-date;x-amz-target";
    private static final String TYPE = "application/x-amz-json-1.0";
    private static final HexFormat HEX = HexFormat.of();

    private final Service service;
    private final String keyId;
    private final String secret;
    private final String region;
    private volatile @Nullable Derived derived;

    private record Derived(String day, byte[] key) {}

    /** A service, by its name in scopes and the prefix of its actions. */
    public enum Service {
        /** AWS Step Functions. */
        STEP_FUNCTIONS("states", "AWSStepFunctions."),
        /** Amazon SWF. */
        SWF("swf", "SimpleWorkflowService.");

        private final String scope;
        private final String prefix;

        Service(String scope, String prefix) {
            this.scope = scope;
            this.prefix = prefix;
        }
    }

    /** Signs with that key. */
    public Signer(Service service, String keyId, String secret, String region) {
        this.service = service;
        this.keyId = keyId;
        this.secret = secret;
        this.region = region;
    }

    /** The bytes of a request. */
    byte[] request(URI endpoint, String action, byte[] body) {
        String host = endpoint.getHost() + ":" + endpoint.getPort();
        String target = service.prefix + action;
        String time = TIME.format(Instant.now());
        String day = time.substring(0, 8);
        String scope = day + "/" + region + "/" + service.scope + "/aws4_request";
        String canonical = "POST\n/\n\ncontent-type:" + TYPE + "\nhost:" + host + "\nx-amz-date:" + time
                + "\nx-amz-target:" + target + "\n\n" + SIGNED + "\n" + hash(body);
        String toSign =
                "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n" + hash(canonical.getBytes(StandardCharsets.UTF_8));
        String signature = HEX.formatHex(hmac(key(day), toSign));
        String head = "POST / HTTP/1.1\r\nHost: " + host + "\r\nContent-Type: " + TYPE + "\r\nX-Amz-Date: " + time
                + "\r\nX-Amz-Target: " + target + "\r\nContent-Length: " + body.length
                + "\r\nAuthorization: AWS4-HMAC-SHA256 Credential=" + keyId + "/" + scope + ", SignedHeaders=" + SIGNED
                + ", Signature=" + signature + "\r\n\r\n";
        ByteArrayOutputStream out = new ByteArrayOutputStream(head.length() + body.length);
        out.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(body);
        return out.toByteArray();
    }

    private byte[] key(String day) {
        Derived known = derived;
        if (known == null || !known.day.equals(day)) {
            byte[] key = hmac(("AWS4" + secret).getBytes(StandardCharsets.UTF_8), day);
            for (String part : new String[] {region, service.scope, "aws4_request"}) {
                key = hmac(key, part);
            }
            known = new Derived(day, key);
            derived = known;
        }
        return known.key;
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hash(byte[] bytes) {
        try {
            return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
