package dev.stepwell.clients;

import dev.stepwell.rig.house.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.swf.SwfClient;

/**
 * Whose keys clients have, and where they ask.
 *
 * @param functionsPort where on loopback the server calls functions
 */
public record Tenant(Settings credentials, int functionsPort) {
    /** Longer than a poll is held. */
    private static final Duration PATIENCE = Duration.ofSeconds(70);

    private static final int CONNECTIONS = 100;

    /** AWS's client; nothing but endpoint, region and keys is ours, and who listens to what it is asked. */
    public SwfClient swf(ExecutionInterceptor... listeners) {
        return SwfClient.builder()
                .endpointOverride(endpoint())
                .region(region())
                .credentialsProvider(keys())
                .overrideConfiguration(o -> o.executionInterceptors(List.of(listeners)))
                .httpClientBuilder(
                        Apache5HttpClient.builder().socketTimeout(PATIENCE).maxConnections(CONNECTIONS))
                .build();
    }

    /** The same for Step Functions; plain localhost has no sync- host. */
    public SfnClient sfn() {
        return SfnClient.builder()
                .endpointOverride(endpoint())
                .region(region())
                .credentialsProvider(keys())
                .overrideConfiguration(o -> o.retryStrategy(RetryMode.STANDARD)
                        .putAdvancedOption(SdkAdvancedClientOption.DISABLE_HOST_PREFIX_INJECTION, true))
                .httpClientBuilder(Apache5HttpClient.builder().socketTimeout(PATIENCE))
                .build();
    }

    public Region region() {
        return Region.of(credentials.get("AWS_DEFAULT_REGION"));
    }

    public URI endpoint() {
        return URI.create(credentials.get("AWS_ENDPOINT_URL"));
    }

    public StaticCredentialsProvider keys() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(
                credentials.get("AWS_ACCESS_KEY_ID"), credentials.get("AWS_SECRET_ACCESS_KEY")));
    }
}
