package dev.stepwell.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.names.Region;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Of every vector, in both forms, every single change is refused. */
@NullUnmarked
class VectorMutationsTest {
    private static final int LEAST = 760;

    private final SigV4Verifier verifier = Requests.verifier(Vectors.REGION, Vectors.NOW);

    @Test
    void nothingThatWasChangedInTheHeaderFormIsAccepted() {
        assertAllRefused(Vectors.inHeader(), false);
    }

    @Test
    void nothingThatWasChangedInThePresignedFormIsAccepted() {
        assertAllRefused(Vectors.presigned(), true);
    }

    /** One of the ten sabotages: signatures are always right. */
    @Test
    void aVerifierThatDoesNotCompareIsFound() {
        SigV4Verifier credulous =
                new SigV4Verifier(Requests.KEYS, new Region(Vectors.REGION), () -> Instant.parse(Vectors.NOW)) {
                    @Override
                    boolean isSame(String expected, String shown) {
                        return true;
                    }
                };
        assertThat(tried(credulous, Vectors.inHeader(), false).accepted()).isNotEmpty();
        assertThat(tried(credulous, Vectors.presigned(), true).accepted()).isNotEmpty();
    }

    private void assertAllRefused(Map<String, SignedRequest> vectors, boolean presigned) {
        Tried tried = tried(verifier, vectors, presigned);
        assertThat(tried.accepted()).isEmpty();
        assertThat(tried.count()).isGreaterThanOrEqualTo(LEAST);
    }

    /** How many mutations were tried, and those that were accepted. */
    private record Tried(int count, List<String> accepted) {}

    private static Tried tried(SigV4Verifier verifier, Map<String, SignedRequest> vectors, boolean presigned) {
        int count = 0;
        List<String> accepted = new ArrayList<>();
        for (Map.Entry<String, SignedRequest> vector : vectors.entrySet()) {
            assertThat(accepts(verifier, vector.getValue())).as(vector.getKey()).isTrue();
            for (Map.Entry<String, SignedRequest> mutation :
                    mutations(vector.getValue(), presigned).entrySet()) {
                count++;
                if (accepts(verifier, mutation.getValue())) {
                    accepted.add(vector.getKey() + ": " + mutation.getKey());
                }
            }
        }
        return new Tried(count, accepted);
    }

    private static boolean accepts(SigV4Verifier verifier, SignedRequest request) {
        try {
            verifier.verify(request, Vectors.SERVICE);
            return true;
        } catch (Fault refused) {
            return false;
        }
    }

    private static Map<String, SignedRequest> mutations(SignedRequest good, boolean presigned) {
        Map<String, SignedRequest> all = new LinkedHashMap<>();
        for (String method : List.of("GET", "POST", "PUT", "DELETE", "get")) {
            if (!method.equals(good.method())) {
                all.put("method " + method, Requests.method(good, method));
            }
        }
        for (String path : List.of("/b", good.path() + "b", good.path() + "%2F", "/b/c/d/e" + good.path())) {
            all.put("path " + path, Requests.path(good, path));
        }
        headers(good, presigned, all);
        bodies(good, all);
        if (presigned) {
            queries(good, all);
        } else {
            authorizations(good, all);
        }
        return all;
    }

    private static void headers(SignedRequest good, boolean presigned, Map<String, SignedRequest> all) {
        good.headers().forEach((name, values) -> {
            if (!name.equals("authorization")) {
                String value = values.getFirst();
                all.put(name + " gone", Requests.header(good, name, new String[0]));
                all.put(name + " twice", Requests.header(good, name, value, value));
                all.put(name + " longer", Requests.header(good, name, value + "x"));
            }
        });
        all.put("unsigned x-amz header", Requests.header(good, "x-amz-meta", "1"));
        all.put("session token", Requests.header(good, "x-amz-security-token", "token"));
        all.put("other hash", Requests.header(good, "x-amz-content-sha256", "UNSIGNED-PAYLOAD"));
        if (presigned) {
            all.put("both forms", Requests.header(good, "authorization", "AWS4-HMAC-SHA256 Credential=x"));
        }
    }

    private static void bodies(SignedRequest good, Map<String, SignedRequest> all) {
        String body = new String(good.body(), StandardCharsets.UTF_8);
        for (String other : List.of(body + " ", body + "\n", "x" + body, body.isEmpty() ? "{}" : "")) {
            all.put("body '" + other + "'", Requests.body(good, other.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static void authorizations(SignedRequest good, Map<String, SignedRequest> all) {
        String signature = Requests.header(good, "authorization").replaceAll(".*Signature=", "");
        for (int at = 0; at < signature.length(); at += 7) {
            all.put("signature at " + at, Requests.authorization(good, signature, flipped(signature, at)));
        }
        all.put("date", Requests.authorization(good, "/20150830/", "/20150831/"));
        all.put("region", Requests.authorization(good, "/us-east-1/", "/us-east-2/"));
        all.put("service", Requests.authorization(good, "/service/", "/swf/"));
        all.put("terminator", Requests.authorization(good, "aws4_request", "aws4_reques"));
        all.put("key", Requests.authorization(good, "AKIDEXAMPLE", "AKIDEXAMPLF"));
        all.put("algorithm", Requests.authorization(good, "HMAC-SHA256", "HMAC-SHA512"));
        all.put("host unsigned", Requests.authorization(good, "host", "accept"));
        all.put("query", Requests.query(good, good.query().isEmpty() ? "a" : ""));
        all.put("further parameter", Requests.query(good, good.query() + "&zz=1"));
    }

    private static void queries(SignedRequest good, Map<String, SignedRequest> all) {
        String[] parameters = good.query().split("&");
        for (int i = 0; i < parameters.length; i++) {
            String name = parameters[i].split("=")[0];
            List<String> without = new ArrayList<>(List.of(parameters));
            without.remove(i);
            all.put(i + " " + name + " gone", Requests.query(good, String.join("&", without)));
            all.put(i + " " + name + " twice", Requests.query(good, good.query() + "&" + parameters[i]));
            without.add(i, parameters[i] + "1");
            all.put(i + " " + name + " longer", Requests.query(good, String.join("&", without)));
            without.set(i, name + "=");
            if (!parameters[i].equals(name + "=")) {
                all.put(i + " " + name + " empty", Requests.query(good, String.join("&", without)));
            }
        }
        String signature = good.query().replaceAll(".*X-Amz-Signature=([0-9a-f]*).*", "$1");
        for (int at = 0; at < signature.length(); at += 7) {
            all.put("signature at " + at, replaced(good, signature, flipped(signature, at)));
        }
        all.put("date", replaced(good, "%2F20150830%2F", "%2F20150831%2F"));
        all.put("region", replaced(good, "us-east-1", "us-east-2"));
        all.put("service", replaced(good, "%2Fservice%2F", "%2Fswf%2F"));
        all.put("terminator", replaced(good, "aws4_request", "aws4_reques"));
        all.put("key", replaced(good, "AKIDEXAMPLE", "AKIDEXAMPLF"));
        all.put("algorithm", replaced(good, "HMAC-SHA256", "HMAC-SHA512"));
        all.put("longer", replaced(good, "X-Amz-Expires=3600", "X-Amz-Expires=36000"));
        all.put("later", replaced(good, "T123600Z", "T123559Z"));
        all.put("host unsigned", replaced(good, "host", "accept"));
        all.put("session token", Requests.query(good, good.query() + "&X-Amz-Security-Token=x"));
        all.put("unsigned payload", Requests.query(good, good.query() + "&X-Amz-Content-Sha256=UNSIGNED-PAYLOAD"));
        all.put("further parameter", Requests.query(good, good.query() + "&zz=1"));
    }

    private static SignedRequest replaced(SignedRequest good, String from, String to) {
        return Requests.query(good, good.query().replace(from, to));
    }

    private static String flipped(String signature, int at) {
        char other = Character.forDigit(Character.digit(signature.charAt(at), 16) ^ 1, 16);
        return signature.substring(0, at) + other + signature.substring(at + 1);
    }
}
