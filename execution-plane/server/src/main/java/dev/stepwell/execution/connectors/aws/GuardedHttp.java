package dev.stepwell.execution.connectors.aws;

import dev.stepwell.execution.connectors.Egress;
import java.time.Duration;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** Sends what the SDK has made to checked addresses only; follows no redirect. */
final class GuardedHttp implements SdkHttpClient {
    /** As long as the longest action takes, which is to invoke a function. */
    private static final Duration LONGEST = Duration.ofMinutes(15).plusSeconds(5);

    private final Egress egress;
    private final SdkHttpClient client = UrlConnectionHttpClient.builder()
            .connectionTimeout(Duration.ofSeconds(10))
            .socketTimeout(LONGEST)
            .build();

    GuardedHttp(Egress egress) {
        this.egress = egress;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        egress.check(request.httpRequest().getUri());
        return client.prepareRequest(request);
    }

    @Override
    public String clientName() {
        return client.clientName();
    }

    @Override
    public void close() {
        client.close();
    }
}
