package dev.stepwell.gateway.identity;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;

/**
 * Requests that botocore signed for the service {@code service} in us-east-1 at 2015-08-30T12:36:00Z, in the header or presigned for an
 * hour: what the specification of Signature Version 4 says of paths, queries, headers and bodies, a case for each rule.
 */
@NullUnmarked
final class Vectors {
    static final String REGION = "us-east-1";
    static final String SERVICE = "service";
    static final String NOW = "2015-08-30T12:36:00Z";

    private Vectors() {}

    static Map<String, SignedRequest> inHeader() {
        return read("vectors-header.txt");
    }

    static Map<String, SignedRequest> presigned() {
        return read("vectors-presigned.txt");
    }

    private static Map<String, SignedRequest> read(String file) {
        Map<String, SignedRequest> all = new LinkedHashMap<>();
        try (var in = Vectors.class.getResourceAsStream(file)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (String vector : text.split("\n----\n")) {
                String[] named = vector.split("\n", 2);
                all.put(named[0].substring("# ".length()), Requests.parse(named[1]));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return all;
    }
}
