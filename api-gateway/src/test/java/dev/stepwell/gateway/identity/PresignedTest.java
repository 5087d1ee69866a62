package dev.stepwell.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stepwell.contracts.calling.Fault;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Requests that were signed beforehand, for somebody else to send: good from that second on, for the seconds they name, and no longer. */
@NullUnmarked
class PresignedTest {
    private static final Instant SIGNED = Instant.parse("2026-01-02T03:04:05Z");
    private static final int WEEK = 604_800;

    @Test
    void whatTheSdkForJavaPresignsIsGood() {
        assertThat(at(SIGNED).verify(presigned("a=1&b=%C3%BC", 60), "states"))
                .isEqualTo(Requests.SIGNING_KEY.identity());
    }

    @Test
    void itIsGoodFromItsSecondToItsLastAndNotOneMore() {
        for (int seconds : new int[] {1, 60, 900, 901, 86_400, WEEK}) {
            SignedRequest request = presigned("", seconds);
            assertThat(at(SIGNED).verify(request, "states")).isNotNull();
            assertThat(at(SIGNED.plusSeconds(seconds)).verify(request, "states"))
                    .isNotNull();
            assertThat(refusal(at(SIGNED.minusSeconds(1)), request).error()).isEqualTo("InvalidSignatureException");
            assertThat(refusal(at(SIGNED.plusSeconds(seconds + 1)), request).error())
                    .isEqualTo("InvalidSignatureException");
        }
    }

    @Test
    void atAThousandTimesTheEndsAreExact() {
        Random random = new Random(7);
        for (int round = 0; round < 1_000; round++) {
            int seconds = 1 + random.nextInt(WEEK);
            SignedRequest request = presigned("", seconds);
            int after = random.nextInt(-60, seconds + 60);
            boolean good = after >= 0 && after <= seconds;
            SigV4Verifier verifier = at(SIGNED.plusSeconds(after));
            assertThat(catchThrowableOfType(Fault.class, () -> verifier.verify(request, "states")) == null)
                    .as("%d s after it was signed for %d s", after, seconds)
                    .isEqualTo(good);
        }
    }

    @Test
    void theWordsOfARefusalSayTheTimes() {
        SignedRequest request = presigned("", 61);
        assertThat(refusal(at(SIGNED.plusSeconds(62)), request).text())
                .isEqualTo("Signature expired: 20260102T030405Z is now earlier than 20260102T030406Z"
                        + " (20260102T030507Z - 61 sec.)");
        assertThat(refusal(at(SIGNED.minusSeconds(1)), request).text())
                .isEqualTo("Signature not yet current: 20260102T030405Z is still later than 20260102T030404Z"
                        + " (20260102T030404Z + 0 sec.)");
    }

    @Test
    void secondsThatAreNoneAreRefused() {
        SignedRequest request = presigned("", 60);
        for (String seconds : List.of("0", "-1", "604801", "9999999999", "1.5", "1e3", "x", "+60", "%2060", "٦٠")) {
            SignedRequest other =
                    Requests.query(request, request.query().replace("X-Amz-Expires=60", "X-Amz-Expires=" + seconds));
            assertThat(refusal(at(SIGNED), other))
                    .as(seconds)
                    .satisfies(fault -> assertThat(fault.error()).isEqualTo("IncompleteSignatureException"))
                    .satisfies(fault -> assertThat(fault.text()).startsWith("X-Amz-Expires"));
        }
    }

    @Test
    void whatIsMissingIsSaid() {
        SignedRequest request = presigned("", 60);
        assertThat(refusal(at(SIGNED), Requests.query(request, "X-Amz-Algorithm=AWS4-HMAC-SHA256"))
                        .text())
                .isEqualTo("AWS query-string parameters must include 'X-Amz-Credential'. AWS query-string parameters"
                        + " must include 'X-Amz-Date'. AWS query-string parameters must include 'X-Amz-Expires'. AWS"
                        + " query-string parameters must include 'X-Amz-SignedHeaders'. AWS query-string parameters"
                        + " must include 'X-Amz-Signature'. Re-examine the query-string parameters.");
    }

    @Test
    void sessionsAndUnsignedBodiesAreRefusedThoughTheirSignatureWouldHold() {
        for (String further : List.of("X-Amz-Security-Token=x", "X-Amz-Content-Sha256=UNSIGNED-PAYLOAD")) {
            SignedRequest request = presigned(further, 60);
            assertThat(refusal(at(SIGNED), request).error())
                    .isIn("UnrecognizedClientException", "InvalidSignatureException");
        }
    }

    @Test
    void theTwoFormsTogetherAreRefusedHoweverTheNameIsSpelt() {
        SignedRequest request = Requests.header(presigned("", 60), "authorization", "AWS4-HMAC-SHA256 Credential=x");
        for (String name : List.of("X-Amz-Algorithm", "X%2DAmz-Algorithm", "%58-Amz-Algorithm")) {
            SignedRequest spelt = Requests.query(request, request.query().replace("X-Amz-Algorithm", name));
            assertThat(refusal(at(SIGNED), spelt).text())
                    .isEqualTo("Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP"
                            + " header.");
        }
    }

    private static SigV4Verifier at(Instant now) {
        return Requests.verifier("eu-west-1", now.toString());
    }

    private static Fault refusal(SigV4Verifier verifier, SignedRequest request) {
        Fault refusal = catchThrowableOfType(Fault.class, () -> verifier.verify(request, "states"));
        assertThat(refusal).as("accepted").isNotNull();
        return refusal;
    }

    private static SignedRequest presigned(String query, int seconds) {
        byte[] bytes = "{}".getBytes(StandardCharsets.UTF_8);
        SdkHttpFullRequest.Builder plain = SdkHttpFullRequest.builder()
                .uri(java.net.URI.create("http://localhost:8080/"))
                .method(SdkHttpMethod.POST)
                .putHeader("X-Amz-Target", "AWSStepFunctions.ListActivities");
        for (String parameter : query.isEmpty() ? new String[0] : query.split("&")) {
            String[] pair = parameter.split("=", 2);
            plain.appendRawQueryParameter(pair[0], java.net.URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        }
        SdkHttpRequest signed = AwsV4HttpSigner.create()
                .sign(r -> r.identity(AwsCredentialsIdentity.create(Requests.KEY, Requests.SECRET))
                        .request(plain.build())
                        .payload(ContentStreamProvider.fromByteArray(bytes))
                        .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, Duration.ofSeconds(seconds))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "states")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1")
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(SIGNED, ZoneOffset.UTC)))
                .request();
        Map<String, List<String>> headers = SignedRequest.byLowerCase(signed.headers().entrySet().stream()
                .flatMap(header -> header.getValue().stream().map(value -> Map.entry(header.getKey(), value)))
                .collect(Collectors.toList()));
        return new SignedRequest("POST", "/", signed.encodedQueryParameters().orElseThrow(), headers, bytes);
    }
}
