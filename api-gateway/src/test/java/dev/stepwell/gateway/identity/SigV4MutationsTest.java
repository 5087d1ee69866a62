package dev.stepwell.gateway.identity;

import static dev.stepwell.gateway.identity.Requests.authorization;
import static dev.stepwell.gateway.identity.Requests.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stepwell.contracts.calling.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Of a request that holds, everything that is changed is refused, and with AWS's words. */
@NullUnmarked
class SigV4MutationsTest {
    private static final String MISMATCH = "The request signature we calculated does not match the signature you"
            + " provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for"
            + " details.";

    private final SignedRequest good = SigV4VectorsTest.signedBySdk("a=1&b=2", "{\"name\":\"x\"}");
    private final SigV4Verifier verifier = Requests.verifier("eu-west-1", "2026-01-02T03:04:05Z");

    private record Mutation(String name, SignedRequest request) {}

    @TestFactory
    Stream<DynamicTest> everyChangeIsRefused() {
        List<Mutation> mutations = new ArrayList<>();
        headers(mutations);
        requestLine(mutations);
        body(mutations);
        authorizations(mutations);
        assertThat(mutations).hasSizeGreaterThan(200);
        return mutations.stream()
                .map(m -> DynamicTest.dynamicTest(
                        m.name,
                        () -> assertThat(refusal(m.request))
                                .extracting(Fault::error)
                                .isIn(
                                        "InvalidSignatureException",
                                        "IncompleteSignatureException",
                                        "UnrecognizedClientException",
                                        "MissingAuthenticationTokenException")));
    }

    private void headers(List<Mutation> mutations) {
        for (String name : signedHeaders()) {
            String value = header(good, name);
            mutations.add(new Mutation(name + " gone", header(good, name, new String[0])));
            mutations.add(new Mutation(name + " twice", header(good, name, value, value)));
            mutations.add(new Mutation(name + " longer", header(good, name, value + "x")));
            mutations.add(new Mutation(name + " empty", header(good, name, "")));
            for (int i = 0; i < value.length(); i++) {
                String changed = value.substring(0, i) + (char) (value.charAt(i) ^ 1) + value.substring(i + 1);
                mutations.add(new Mutation(name + " at " + i, header(good, name, changed)));
            }
            String list = String.join(";", signedHeaders());
            String without = String.join(
                    ";", signedHeaders().stream().filter(h -> !h.equals(name)).toList());
            mutations.add(new Mutation(name + " unsigned", authorization(good, list, without)));
        }
        mutations.add(new Mutation("unsigned x-amz header", header(good, "x-amz-meta", "1")));
        mutations.add(new Mutation("session token", header(good, "x-amz-security-token", "token")));
    }

    private void requestLine(List<Mutation> mutations) {
        for (String method : List.of("GET", "PUT", "post")) {
            mutations.add(new Mutation(method, Requests.method(good, method)));
        }
        for (String path : List.of("/a", "/%2F", "/.a", "//a", "/a/../b")) {
            mutations.add(new Mutation("path " + path, Requests.path(good, path)));
        }
        for (String query :
                List.of("", "a=1", "a=1&b=3", "a=1&b=2&c", "a=1&a=1&b=2", "A=1&b=2", "a=1&b=2&=", "a=%zz", "a=%4")) {
            mutations.add(new Mutation("query " + query, Requests.query(good, query)));
        }
        mutations.add(new Mutation("presigned", Requests.query(good, "a=1&b=2&X-Amz-Algorithm=AWS4-HMAC-SHA256")));
    }

    private void body(List<Mutation> mutations) {
        for (int bit = 0; bit < good.body().length * 8; bit += 5) {
            byte[] body = good.body().clone();
            body[bit / 8] ^= (byte) (1 << (bit % 8));
            mutations.add(new Mutation("body bit " + bit, Requests.body(good, body)));
        }
        mutations.add(new Mutation("no body", Requests.body(good, new byte[0])));
        mutations.add(new Mutation("unsigned", header(good, "x-amz-content-sha256", "UNSIGNED-PAYLOAD")));
        mutations.add(
                new Mutation("streamed", header(good, "x-amz-content-sha256", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD")));
    }

    private void authorizations(List<Mutation> mutations) {
        String signature = header(good, "authorization").replaceAll(".*Signature=", "");
        for (int bit = 0; bit < signature.length() * 4; bit++) {
            int at = bit / 4;
            int digit = Character.digit(signature.charAt(at), 16) ^ (1 << (bit % 4));
            String changed = signature.substring(0, at) + Character.forDigit(digit, 16) + signature.substring(at + 1);
            mutations.add(new Mutation("signature bit " + bit, authorization(good, signature, changed)));
        }
        for (String other : List.of("", "00", signature + "00", signature.toUpperCase(java.util.Locale.ROOT))) {
            mutations.add(new Mutation("signature '" + other + "'", authorization(good, signature, other)));
        }
        mutations.add(new Mutation("date", authorization(good, "/20260102/", "/20260101/")));
        mutations.add(new Mutation("region", authorization(good, "/eu-west-1/", "/us-east-1/")));
        mutations.add(new Mutation("service", authorization(good, "/states/", "/swf/")));
        mutations.add(new Mutation("terminator", authorization(good, "aws4_request", "aws4_requests")));
        mutations.add(new Mutation("key", authorization(good, "AKIDEXAMPLE", "AKIDEXAMPLF")));
        mutations.add(new Mutation("algorithm", authorization(good, "AWS4-HMAC-SHA256", "AWS4-HMAC-SHA512")));
        mutations.add(new Mutation("v4a", authorization(good, "AWS4-HMAC-SHA256", "AWS4-ECDSA-P256-SHA256")));
        mutations.add(new Mutation("other header", authorization(good, "SignedHeaders=", "SignedHeaders=accept;")));
        mutations.add(new Mutation(
                "twice", header(good, "authorization", header(good, "authorization"), header(good, "authorization"))));
    }

    @Test
    void randomChangesOfTheAuthorizationAreRefused() {
        Random random = new Random(4);
        String value = header(good, "authorization");
        int accepted = 0;
        for (int round = 0; round < 20_000; round++) {
            int at = random.nextInt(value.length());
            char c = (char) (0x21 + random.nextInt(0x5E));
            if (c != value.charAt(at) && value.charAt(at) != ' ') {
                SignedRequest changed =
                        header(good, "authorization", value.substring(0, at) + c + value.substring(at + 1));
                accepted += catchThrowableOfType(Fault.class, () -> verifier.verify(changed, "states")) == null ? 1 : 0;
            }
        }
        assertThat(accepted).isZero();
    }

    /** A client that signs one thing and says another of the body is refused, though its signature holds. */
    @Test
    void whatIsSaidOfTheBodyMustBeTrue() {
        String hash = header(good, "x-amz-content-sha256");
        assertThat(verifier.verify(Requests.sign(good, hash), "states")).isNotNull();
        for (String said : List.of("UNSIGNED-PAYLOAD", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD", hash.replace('a', 'b'))) {
            SignedRequest lie = header(good, "x-amz-content-sha256", said);
            assertRefused(Requests.sign(lie, hash), "InvalidSignatureException", MISMATCH);
            assertRefused(Requests.sign(lie, said), "InvalidSignatureException", MISMATCH);
        }
    }

    @Test
    void aSessionThatNobodyGaveOutIsRefusedThoughItIsSigned() {
        SignedRequest session = header(
                authorization(good, ";x-amz-target", ";x-amz-security-token;x-amz-target"),
                "x-amz-security-token",
                "token");
        assertRefused(
                Requests.sign(session, header(good, "x-amz-content-sha256")),
                "UnrecognizedClientException",
                "The security token included in the request is invalid.");
    }

    @Test
    void whatIsMissingIsSaid() {
        assertRefused(
                header(good, "authorization", new String[0]),
                "MissingAuthenticationTokenException",
                "Missing Authentication Token");
        assertRefused(
                header(good, "authorization", "AWS4-HMAC-SHA256 x"),
                "IncompleteSignatureException",
                "'Authorization' header requires 'Credential' parameter. 'Authorization' header requires 'Signature'"
                        + " parameter. 'Authorization' header requires 'SignedHeaders' parameter.");
        assertRefused(
                header(good, "x-amz-date", new String[0]),
                "IncompleteSignatureException",
                "'Authorization' header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
        assertRefused(
                authorization(good, "/aws4_request", ""),
                "IncompleteSignatureException",
                "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got"
                        + " 'AKIDEXAMPLE/20260102/eu-west-1/states'");
    }

    @Test
    void whatIsWrongIsSaid() {
        assertRefused(Requests.body(good, new byte[0]), "InvalidSignatureException", MISMATCH);
        assertRefused(
                authorization(good, "AKIDEXAMPLE", "AKIDNOBODY"),
                "UnrecognizedClientException",
                "The security token included in the request is invalid.");
        assertRefused(
                authorization(good, "/eu-west-1/", "/us-east-1/"),
                "InvalidSignatureException",
                "Credential should be scoped to a valid region. ");
        assertRefused(
                authorization(good, "/states/", "/swf/"),
                "InvalidSignatureException",
                "Credential should be scoped to correct service: 'states'. ");
        assertRefused(
                authorization(good, "/20260102/", "/20260101/"),
                "InvalidSignatureException",
                "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '20260101' !="
                        + " '20260102', from '20260102T030405Z'.");
        assertRefused(
                header(good, "x-amz-date", "Fri, 02 Jan 2026 03:04:05 GMT"),
                "IncompleteSignatureException",
                "Date must be in ISO-8601 'basic format'. Got 'Fri, 02 Jan 2026 03:04:05 GMT'.");
    }

    @Test
    void theWindowIsFifteenMinutesEitherWay() {
        assertThat(Requests.verifier("eu-west-1", "2026-01-02T03:19:05Z").verify(good, "states"))
                .isNotNull();
        assertThat(Requests.verifier("eu-west-1", "2026-01-02T02:49:05Z").verify(good, "states"))
                .isNotNull();
        SigV4Verifier late = Requests.verifier("eu-west-1", "2026-01-02T03:19:06Z");
        assertThat(catchThrowableOfType(Fault.class, () -> late.verify(good, "states"))
                        .text())
                .isEqualTo("Signature expired: 20260102T030405Z is now earlier than 20260102T030406Z"
                        + " (20260102T031906Z - 15 min.)");
        SigV4Verifier early = Requests.verifier("eu-west-1", "2026-01-02T02:49:04Z");
        assertThat(catchThrowableOfType(Fault.class, () -> early.verify(good, "states"))
                        .text())
                .isEqualTo("Signature not yet current: 20260102T030405Z is still later than 20260102T030404Z"
                        + " (20260102T024904Z + 15 min.)");
    }

    private void assertRefused(SignedRequest request, String error, String message) {
        Fault refusal = refusal(request);
        assertThat(refusal.error()).isEqualTo(error);
        assertThat(refusal.text()).isEqualTo(message);
    }

    private Fault refusal(SignedRequest request) {
        Fault refusal = catchThrowableOfType(Fault.class, () -> verifier.verify(request, "states"));
        assertThat(refusal).as("accepted").isNotNull();
        return refusal;
    }

    private List<String> signedHeaders() {
        return List.of(header(good, "authorization")
                .replaceAll(".*SignedHeaders=([^,]*),.*", "$1")
                .split(";"));
    }
}
