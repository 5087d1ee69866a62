package dev.stepwell.bench.client;

import dev.stepwell.contracts.sfn.v1.StepFunctionsGrpc;
import dev.stepwell.contracts.worker.v1.WorkersGrpc;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.net.URI;
import java.util.Map;

/**
 * The doors of a server and a key to them.
 *
 * @param http AWS JSON
 * @param grpc host and port of the contract over gRPC
 * @param keys {@code AWS_ACCESS_KEY_ID}, {@code AWS_SECRET_ACCESS_KEY}, {@code AWS_DEFAULT_REGION}, {@code STEPWELL_ACCOUNT} and
 *     {@code STEPWELL_API_KEY}
 */
public record Doors(URI http, String grpc, Map<String, String> keys) {
    /** What the server wrote into its {@code credentials.env}. */
    public static Doors of(Map<String, String> variables) {
        return new Doors(
                URI.create(variables.getOrDefault("AWS_ENDPOINT_URL", "")),
                variables.getOrDefault("STEPWELL_GRPC", ""),
                variables);
    }

    /** The number of the account. */
    public String account() {
        return keys.getOrDefault("STEPWELL_ACCOUNT", "");
    }

    /** A client of Step Functions in AWS JSON. */
    public AwsClient aws() {
        return aws(Signer.Service.STEP_FUNCTIONS);
    }

    /** A client of SWF in AWS JSON. */
    public AwsClient swf() {
        return aws(Signer.Service.SWF);
    }

    private AwsClient aws(Signer.Service service) {
        return new AwsClient(
                http,
                new Signer(
                        service,
                        keys.getOrDefault("AWS_ACCESS_KEY_ID", ""),
                        keys.getOrDefault("AWS_SECRET_ACCESS_KEY", ""),
                        keys.getOrDefault("AWS_DEFAULT_REGION", "us-east-1")));
    }

    /** A connection to gRPC. */
    public ManagedChannel channel() {
        return NettyChannelBuilder.forTarget(grpc).usePlaintext().build();
    }

    /** The actions over a connection. */
    public StepFunctionsGrpc.StepFunctionsFutureStub actions(ManagedChannel channel) {
        return StepFunctionsGrpc.newFutureStub(keyed(channel));
    }

    /** Worker streams over a connection. */
    public WorkersGrpc.WorkersStub workers(ManagedChannel channel) {
        return WorkersGrpc.newStub(keyed(channel));
    }

    private Channel keyed(ManagedChannel channel) {
        Metadata headers = new Metadata();
        headers.put(
                Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER),
                "Bearer " + keys.getOrDefault("STEPWELL_API_KEY", ""));
        return ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers));
    }
}
