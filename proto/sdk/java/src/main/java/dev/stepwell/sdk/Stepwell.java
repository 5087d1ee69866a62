package dev.stepwell.sdk;

import dev.stepwell.contracts.events.v1.EventBridgeGrpc;
import dev.stepwell.contracts.platform.v1.AuditsGrpc;
import dev.stepwell.contracts.platform.v1.AwsServicesGrpc;
import dev.stepwell.contracts.platform.v1.BulkOperationsGrpc;
import dev.stepwell.contracts.platform.v1.KeysGrpc;
import dev.stepwell.contracts.platform.v1.MockProfilesGrpc;
import dev.stepwell.contracts.platform.v1.ObjectsGrpc;
import dev.stepwell.contracts.platform.v1.ObservationGrpc;
import dev.stepwell.contracts.platform.v1.SchedulesGrpc;
import dev.stepwell.contracts.platform.v1.SearchAttributesGrpc;
import dev.stepwell.contracts.platform.v1.SteeringGrpc;
import dev.stepwell.contracts.platform.v1.TenantsGrpc;
import dev.stepwell.contracts.platform.v1.WebhooksGrpc;
import dev.stepwell.contracts.scheduler.v1.SchedulerGrpc;
import dev.stepwell.contracts.sfn.v1.StepFunctionsGrpc;
import dev.stepwell.contracts.swf.v1.SimpleWorkflowGrpc;
import dev.stepwell.contracts.worker.v1.WorkersGrpc;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A connection to one installation with one key; safe for many threads, and made once for a program. Every call has a deadline, and what
 * was throttled or found nobody is asked again when the server says so ({@link ServiceConfig}). Refusals are gRPC's exceptions, of which
 * {@link AwsError} tells AWS's name.
 */
public final class Stepwell implements AutoCloseable {
    private static final int LARGEST_ANSWER = 40 << 20;
    private static final long ALIVE_SECONDS = 30;
    private static final long PATIENCE_SECONDS = 5;

    private final ManagedChannel connection;
    private final Channel channel;
    private final Arns arns;

    /**
     * Where an installation is, and who asks.
     *
     * @param target host and port of its gRPC
     * @param apiKey a key {@code sw_live_…}
     * @param arns region and account that ARNs are made of
     * @param tls whether the connection is encrypted, as it must be outside of one's own machine
     */
    public record Settings(String target, String apiKey, Arns arns, boolean tls) {
        /** From what stands in {@code credentials.env}: STEPWELL_GRPC, STEPWELL_API_KEY, STEPWELL_ACCOUNT, AWS_REGION, STEPWELL_TLS. */
        public static Settings of(Map<String, String> variables) {
            return new Settings(
                    required(variables, "STEPWELL_GRPC"),
                    required(variables, "STEPWELL_API_KEY"),
                    new Arns(
                            variables.getOrDefault("AWS_REGION", "us-east-1"), required(variables, "STEPWELL_ACCOUNT")),
                    Boolean.parseBoolean(variables.getOrDefault("STEPWELL_TLS", "false")));
        }

        private static String required(Map<String, String> variables, String name) {
            String value = variables.get(name);
            if (value == null || value.isEmpty()) {
                throw new IllegalArgumentException(name + " is not set");
            }
            return value;
        }

        /** Without the key. */
        @Override
        public String toString() {
            return "Settings[" + target + ", " + arns + ", tls=" + tls + "]";
        }
    }

    private Stepwell(ManagedChannel connection, Channel channel, Arns arns) {
        this.connection = connection;
        this.channel = channel;
        this.arns = arns;
    }

    /** Connects at the first call, and again whenever the connection was lost. */
    public static Stepwell connect(Settings settings) {
        NettyChannelBuilder builder = NettyChannelBuilder.forTarget(settings.target())
                .defaultServiceConfig(ServiceConfig.ofTheContract())
                .enableRetry()
                .maxInboundMessageSize(LARGEST_ANSWER)
                .keepAliveTime(ALIVE_SECONDS, TimeUnit.SECONDS);
        ManagedChannel connection = (settings.tls() ? builder : builder.usePlaintext()).build();
        Metadata headers = new Metadata();
        headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + settings.apiKey());
        Channel keyed = ClientInterceptors.intercept(connection, MetadataUtils.newAttachHeadersInterceptor(headers));
        return new Stepwell(connection, keyed, settings.arns());
    }

    /** As the environment's variables say. */
    public static Stepwell fromEnvironment() {
        return connect(Settings.of(System.getenv()));
    }

    /** The actions of AWS Step Functions. */
    public StepFunctionsGrpc.StepFunctionsBlockingStub stepFunctions() {
        return StepFunctionsGrpc.newBlockingStub(channel);
    }

    /** The actions of Amazon SWF. */
    public SimpleWorkflowGrpc.SimpleWorkflowBlockingStub swf() {
        return SimpleWorkflowGrpc.newBlockingStub(channel);
    }

    /** Connections of HTTP tasks. */
    public EventBridgeGrpc.EventBridgeBlockingStub eventBridge() {
        return EventBridgeGrpc.newBlockingStub(channel);
    }

    /** The actions of EventBridge Scheduler. */
    public SchedulerGrpc.SchedulerBlockingStub scheduler() {
        return SchedulerGrpc.newBlockingStub(channel);
    }

    /** What AWS has no action for with schedules: their fires, overlaps and backfills. */
    public SchedulesGrpc.SchedulesBlockingStub schedules() {
        return SchedulesGrpc.newBlockingStub(channel);
    }

    /** What can be found, counted, explained and watched; logs, quotas and the overview are among it. */
    public ObservationGrpc.ObservationBlockingStub observation() {
        return ObservationGrpc.newBlockingStub(channel);
    }

    /** Executions begun at any state, forked, paused. */
    public SteeringGrpc.SteeringBlockingStub steering() {
        return SteeringGrpc.newBlockingStub(channel);
    }

    /** What of executions goes into the index that they are found by. */
    public SearchAttributesGrpc.SearchAttributesBlockingStub searchAttributes() {
        return SearchAttributesGrpc.newBlockingStub(channel);
    }

    /** What the tasks of executions that are started with a profile are pretended to answer. */
    public MockProfilesGrpc.MockProfilesBlockingStub mockProfiles() {
        return MockProfilesGrpc.newBlockingStub(channel);
    }

    /** Many executions stopped, redriven, forked, paused or resumed by one operation. */
    public BulkOperationsGrpc.BulkOperationsBlockingStub bulkOperations() {
        return BulkOperationsGrpc.newBlockingStub(channel);
    }

    /** Objects that the platform keeps itself. */
    public ObjectsGrpc.ObjectsBlockingStub objects() {
        return ObjectsGrpc.newBlockingStub(channel);
    }

    /** Who is told over HTTP how executions stand. */
    public WebhooksGrpc.WebhooksBlockingStub webhooks() {
        return WebhooksGrpc.newBlockingStub(channel);
    }

    /** Where the tenant's executions find services of AWS. */
    public AwsServicesGrpc.AwsServicesBlockingStub awsServices() {
        return AwsServicesGrpc.newBlockingStub(channel);
    }

    /** The tenant's own keys. */
    public KeysGrpc.KeysBlockingStub keys() {
        return KeysGrpc.newBlockingStub(channel);
    }

    /** Who changed what. */
    public AuditsGrpc.AuditsBlockingStub audits() {
        return AuditsGrpc.newBlockingStub(channel);
    }

    /** All tenants, for the operator's key. */
    public TenantsGrpc.TenantsBlockingStub tenants() {
        return TenantsGrpc.newBlockingStub(channel);
    }

    /** The stream of workers; {@link dev.stepwell.sdk.worker.Worker} is a loop over it. */
    public WorkersGrpc.WorkersStub workers() {
        return WorkersGrpc.newStub(channel);
    }

    /** For stubs of other kinds: {@code StepFunctionsGrpc.newFutureStub(stepwell.channel())}. */
    public Channel channel() {
        return channel;
    }

    /** Makes ARNs out of names. */
    public Arns arns() {
        return arns;
    }

    /** Lets calls end for a few seconds, then breaks them off. Workers are closed first. */
    @Override
    public void close() {
        connection.shutdown();
        try {
            if (!connection.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                connection.shutdownNow();
            }
        } catch (InterruptedException e) {
            connection.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
