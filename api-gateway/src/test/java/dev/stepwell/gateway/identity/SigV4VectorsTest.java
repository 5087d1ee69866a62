package dev.stepwell.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.names.Region;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Requests that others signed are accepted: AWS's published examples, botocore, the SDK for Java. */
@NullUnmarked
class SigV4VectorsTest {
    private static final String SCOPE = "Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request";

    /** From AWS's published test suite for Signature Version 4. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "GET /|host;x-amz-date||5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
                "POST /|host;x-amz-date||5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
                "GET /?Param2=value2&Param1=value1|host;x-amz-date||"
                        + "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
                "GET /|host;my-header1;my-header2;x-amz-date|My-Header1:  value1~My-Header2: \"a   b   c\"|"
                        + "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736"
            })
    void publishedExamples(String line, String signedHeaders, String further, String signature) {
        String headers = further == null ? "" : further.replace('~', '\n') + "\n";
        SignedRequest request = Requests.parse(line + "\nHost: example.amazonaws.com\n" + headers
                + "X-Amz-Date: 20150830T123600Z\nAuthorization: AWS4-HMAC-SHA256 " + SCOPE + ", SignedHeaders="
                + signedHeaders + ", Signature=" + signature + "\n\n");
        SigV4Verifier verifier = Requests.verifier("us-east-1", "2015-08-30T12:36:00Z");
        assertThat(verifier.verify(request, "service")).isEqualTo(Requests.SIGNING_KEY.identity());
    }

    @TestFactory
    Stream<DynamicTest> signedByBotocore() throws Exception {
        String all;
        try (var in = getClass().getResourceAsStream("botocore-signed.txt")) {
            all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        return Stream.of(all.strip().split("\n----\n")).map(text -> {
            SignedRequest request = Requests.parse(text);
            return DynamicTest.dynamicTest(
                    Requests.header(request, "x-amz-target"),
                    () -> assertThat(Requests.verifier("eu-west-1", "2026-01-02T03:10:00Z")
                                    .verify(request, "states"))
                            .isEqualTo(Requests.SIGNING_KEY.identity()));
        });
    }

    @TestFactory
    Stream<DynamicTest> everyRuleOfTheSpecificationInBothForms() {
        SigV4Verifier verifier = Requests.verifier(Vectors.REGION, Vectors.NOW);
        return Stream.concat(Vectors.inHeader().entrySet().stream(), Vectors.presigned().entrySet().stream())
                .map(vector -> DynamicTest.dynamicTest(
                        vector.getKey(),
                        () -> assertThat(verifier.verify(vector.getValue(), Vectors.SERVICE))
                                .isEqualTo(Requests.SIGNING_KEY.identity())));
    }

    @TestFactory
    Stream<DynamicTest> signedByTheSdkForJava() {
        return Stream.of("", "a=1", "b=2&a=1&a=0", "x=%20%2B~%C3%BC&y", "k=%e2%82%ac")
                .map(query -> DynamicTest.dynamicTest("?" + query, () -> {
                    SignedRequest request = signedBySdk(query, "{\"name\":\"ü\"}");
                    assertThat(Requests.verifier("eu-west-1", "2026-01-02T03:04:05Z")
                                    .verify(request, "states"))
                            .isEqualTo(Requests.SIGNING_KEY.identity());
                }));
    }

    @Test
    void bothHostsAreAccepted() {
        for (String host : List.of("localhost:8080", "sync-localhost:8080", "127.0.0.1", "sync-states.example.org")) {
            SignedRequest request = signedBySdk("http://" + host + "/", "", "{}");
            assertThat(Requests.verifier("eu-west-1", "2026-01-02T03:04:05Z").verify(request, "states"))
                    .isEqualTo(Requests.SIGNING_KEY.identity());
        }
    }

    @Test
    void aReplacedSecretIsBelievedAtOnceAndTheOldOneNoMore() {
        AtomicReference<SigningKey> key = new AtomicReference<>(Requests.SIGNING_KEY);
        SigV4Verifier verifier = new SigV4Verifier(
                id -> Optional.of(key.get()), new Region("eu-west-1"), () -> Instant.parse("2026-01-02T03:04:05Z"));
        SignedRequest request = signedBySdk("", "{}");
        assertThat(verifier.verify(request, "states")).isNotNull();
        SigningKey old = key.get();
        key.set(new SigningKey(old.accessKeyId(), "another", old.tenant(), old.account(), old.scopes()));
        assertThat(catchThrowableOfType(Fault.class, () -> verifier.verify(request, "states"))
                        .error())
                .isEqualTo("InvalidSignatureException");
        key.set(old);
        assertThat(verifier.verify(request, "states")).isNotNull();
    }

    @Test
    void secretsAreNotPrinted() {
        assertThat(Requests.SIGNING_KEY.toString()).doesNotContain(Requests.SECRET);
    }

    static SignedRequest signedBySdk(String query, String body) {
        return signedBySdk("http://localhost:8080/", query, body);
    }

    private static SignedRequest signedBySdk(String url, String query, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        SdkHttpFullRequest.Builder plain = SdkHttpFullRequest.builder()
                .uri(java.net.URI.create(url))
                .method(SdkHttpMethod.POST)
                .putHeader("Content-Type", "application/x-amz-json-1.0")
                .putHeader("X-Amz-Target", "AWSStepFunctions.StartExecution")
                .putHeader("amz-sdk-request", "attempt=1; max=4");
        for (String parameter : query.isEmpty() ? new String[0] : query.split("&")) {
            String[] pair = parameter.split("=", 2);
            plain.appendRawQueryParameter(decoded(pair[0]), pair.length < 2 ? "" : decoded(pair[1]));
        }
        SdkHttpRequest signed = AwsV4HttpSigner.create()
                .sign(r -> r.identity(AwsCredentialsIdentity.create(Requests.KEY, Requests.SECRET))
                        .request(plain.build())
                        .payload(ContentStreamProvider.fromByteArray(bytes))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "states")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1")
                        .putProperty(
                                HttpSigner.SIGNING_CLOCK,
                                Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC)))
                .request();
        List<Map.Entry<String, String>> headers = signed.headers().entrySet().stream()
                .flatMap(h -> h.getValue().stream().map(v -> Map.entry(h.getKey(), v)))
                .toList();
        return new SignedRequest("POST", "/", query, SignedRequest.byLowerCase(headers), bytes);
    }

    private static String decoded(String text) {
        return java.net.URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
