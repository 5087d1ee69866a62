package dev.stepwell.gateway.http;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.NullUnmarked;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Requests as AWS's clients sign them, with bodies that they would not send. */
@NullUnmarked
final class Signed {
    private Signed() {}

    /** A request of that target, signed for that service. */
    static HttpRequest request(URI uri, String service, String target, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        SdkHttpFullRequest plain = SdkHttpFullRequest.builder()
                .uri(uri)
                .method(SdkHttpMethod.POST)
                .putHeader("X-Amz-Target", target)
                .build();
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofByteArray(bytes));
        AwsV4HttpSigner.create()
                .sign(r -> r.identity(AwsCredentialsIdentity.create(TestHouse.KEY_ID, TestHouse.SECRET))
                        .request(plain)
                        .payload(ContentStreamProvider.fromByteArray(bytes))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1"))
                .request()
                .forEachHeader((name, values) -> {
                    if (!name.equalsIgnoreCase("host")) {
                        values.forEach(value -> request.header(name, value));
                    }
                });
        return request.build();
    }
}
