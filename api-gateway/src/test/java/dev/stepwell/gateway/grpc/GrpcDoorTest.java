package dev.stepwell.gateway.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Any;
import com.google.rpc.ErrorInfo;
import dev.stepwell.contracts.calling.EntityTag;
import dev.stepwell.contracts.calling.Expected;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.quotas.Quotas;
import dev.stepwell.contracts.sfn.v1.DescribeStateMachineRequest;
import dev.stepwell.contracts.sfn.v1.DescribeStateMachineResponse;
import dev.stepwell.contracts.sfn.v1.ListActivitiesRequest;
import dev.stepwell.contracts.sfn.v1.ListActivitiesResponse;
import dev.stepwell.contracts.sfn.v1.StartExecutionRequest;
import dev.stepwell.contracts.sfn.v1.StartExecutionResponse;
import dev.stepwell.contracts.sfn.v1.StepFunctionsGrpc;
import dev.stepwell.contracts.sfn.v1.StepFunctionsGrpc.StepFunctionsBlockingStub;
import dev.stepwell.contracts.sfn.v1.TagResourceRequest;
import dev.stepwell.contracts.sfn.v1.UpdateStateMachineRequest;
import dev.stepwell.gateway.identity.Identity;
import dev.stepwell.gateway.limits.Admission;
import dev.stepwell.gateway.limits.Limits;
import dev.stepwell.gateway.limits.ThrottleCounts;
import dev.stepwell.gateway.shapes.Services;
import dev.stepwell.gateway.upstream.ScriptedPlane;
import dev.stepwell.names.AccountId;
import dev.stepwell.names.Region;
import dev.stepwell.names.TenantId;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract over gRPC, through the stubs that protobuf makes. */
@NullUnmarked
class GrpcDoorTest {
    private static final Identity WHO = new Identity(
            "key-1",
            new TenantId(9),
            new AccountId("123456789012"),
            Set.of("read", "write", "execute", "worker", "admin"));

    private final ScriptedPlane plane = new ScriptedPlane();
    private GrpcDoor door;
    private ManagedChannel channel;

    @BeforeEach
    void open() throws Exception {
        door = new GrpcDoor(
                        GrpcListener.plain("127.0.0.1", 0),
                        Services.ofTheContract(),
                        token -> token.equals("good") ? Optional.of(WHO) : Optional.empty(),
                        new Admission(
                                new Limits(1_048_576, 100, 1, 1),
                                new ThrottleCounts(InstantSource.system()),
                                new Quotas(System::nanoTime)),
                        plane,
                        new Region("eu-west-1"))
                .start();
        channel = NettyChannelBuilder.forAddress("127.0.0.1", door.port())
                .usePlaintext()
                .build();
    }

    @AfterEach
    void close() {
        channel.shutdownNow();
        door.close();
    }

    @Test
    void aCallAndItsCaller() {
        plane.on(
                "StartExecution",
                request -> StartExecutionResponse.newBuilder()
                        .setExecutionArn("arn:e")
                        .build());
        StartExecutionRequest request =
                StartExecutionRequest.newBuilder().setStateMachineArn("arn:m").build();
        assertThat(stub("Bearer good").startExecution(request).getExecutionArn())
                .isEqualTo("arn:e");
        assertThat(plane.last().request()).isEqualTo(request);
        assertThat(plane.last().caller().tenant()).isEqualTo(WHO.tenant());
        assertThat(plane.last().caller().region().value()).isEqualTo("eu-west-1");
        assertThat(plane.last().virtualThread()).isTrue();
    }

    @Test
    void withoutAKeyNothing() {
        assertRefused(null, Status.Code.UNAUTHENTICATED, "MissingAuthenticationTokenException");
        assertRefused("Basic good", Status.Code.UNAUTHENTICATED, "MissingAuthenticationTokenException");
        assertRefused("Bearer bad", Status.Code.UNAUTHENTICATED, "UnrecognizedClientException");
        assertThat(plane.asked()).isEmpty();
    }

    @Test
    void theSameRules() {
        StatusRuntimeException refusal = catchThrowableOfType(
                StatusRuntimeException.class,
                () -> stub("Bearer good")
                        .listActivities(ListActivitiesRequest.newBuilder()
                                .setMaxResults(1001)
                                .build()));
        assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(refusal.getStatus().getDescription())
                .isEqualTo("1 validation error detected: Value '1001' at 'maxResults' failed to satisfy constraint:"
                        + " Member must have value less than or equal to 1000");
        assertThat(info(refusal).getReason()).isEqualTo("ValidationException");
    }

    @Test
    void aListWithoutElementsCountsAsGiven() {
        assertThat(stub("Bearer good")
                        .tagResource(TagResourceRequest.newBuilder()
                                .setResourceArn("a")
                                .build()))
                .isNotNull();
    }

    @Test
    void aFaultWithItsNameAndMembers() {
        plane.on("ListActivities", request -> {
            throw new Fault("KmsInvalidStateException", "x".repeat(100_000), Map.of("kmsKeyState", "DISABLED"));
        });
        StatusRuntimeException refusal =
                assertRefused("Bearer good", Status.Code.FAILED_PRECONDITION, "KmsInvalidStateException");
        assertThat(info(refusal).getMetadataMap()).containsEntry("kmsKeyState", "DISABLED");
        assertThat(refusal.getStatus().getDescription()).hasSizeLessThan(2_000);
    }

    @Test
    void aDefectTellsNothing() {
        plane.on("ListActivities", request -> {
            throw new IllegalStateException("secret of the house");
        });
        StatusRuntimeException failure = assertRefused("Bearer good", Status.Code.INTERNAL, "InternalFailure");
        assertThat(failure.getMessage()).doesNotContain("secret");
    }

    @Test
    void tagsAndWhatIsExpectedAreMetadata() {
        DescribeStateMachineResponse shown = DescribeStateMachineResponse.newBuilder()
                .setStateMachineArn("m")
                .build();
        plane.on("DescribeStateMachine", request -> shown);
        AtomicReference<Metadata> told = new AtomicReference<>();
        stub("Bearer good")
                .withInterceptors(MetadataUtils.newCaptureMetadataInterceptor(told, new AtomicReference<>()))
                .describeStateMachine(DescribeStateMachineRequest.newBuilder()
                        .setStateMachineArn("m")
                        .build());
        String tag = EntityTag.of(shown).text();
        assertThat(told.get().get(key("etag"))).isEqualTo("\"" + tag + "\"");

        Metadata condition = headers("Bearer good");
        condition.put(key("if-match"), "\"" + tag + "\"");
        StepFunctionsBlockingStub careful = StepFunctionsGrpc.newBlockingStub(channel)
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(condition));
        var updated = careful.updateStateMachine(
                UpdateStateMachineRequest.newBuilder().setStateMachineArn("m").build());
        assertThat(updated).isNotNull();
        assertThat(plane.last().caller().expected()).contains(new Expected(false, Set.of(new EntityTag(tag))));
        StatusRuntimeException refusal = catchThrowableOfType(
                StatusRuntimeException.class, () -> careful.listActivities(ListActivitiesRequest.getDefaultInstance()));
        assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    }

    private static Metadata.Key<String> key(String name) {
        return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
    }

    @Test
    void whatDoesNotFitIsThrottled() throws Exception {
        CompletableFuture<Void> inside = new CompletableFuture<>();
        CompletableFuture<Void> goOn = new CompletableFuture<>();
        plane.on("ListActivities", request -> {
            inside.complete(null);
            goOn.join();
            return ListActivitiesResponse.getDefaultInstance();
        });
        var first = StepFunctionsGrpc.newFutureStub(channel)
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers("Bearer good")))
                .listActivities(ListActivitiesRequest.getDefaultInstance());
        inside.get(60, TimeUnit.SECONDS);
        assertRefused("Bearer good", Status.Code.RESOURCE_EXHAUSTED, "ThrottlingException");
        goOn.complete(null);
        assertThat(first.get(60, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void reflectionAndHealthAreOpen() throws Exception {
        assertThat(HealthGrpc.newBlockingStub(channel)
                        .check(HealthCheckRequest.getDefaultInstance())
                        .getStatus())
                .isEqualTo(ServingStatus.SERVING);
        CompletableFuture<ServerReflectionResponse> answer = new CompletableFuture<>();
        StreamObserver<ServerReflectionRequest> ask = ServerReflectionGrpc.newStub(channel)
                .serverReflectionInfo(new StreamObserver<>() {
                    @Override
                    public void onNext(ServerReflectionResponse value) {
                        answer.complete(value);
                    }

                    @Override
                    public void onError(Throwable t) {
                        answer.completeExceptionally(t);
                    }

                    @Override
                    public void onCompleted() {}
                });
        ask.onNext(ServerReflectionRequest.newBuilder().setListServices("").build());
        List<String> services = answer.get(60, TimeUnit.SECONDS).getListServicesResponse().getServiceList().stream()
                .map(s -> s.getName())
                .toList();
        assertThat(services).contains("stepwell.sfn.v1.StepFunctions", "grpc.health.v1.Health");
        ask.onCompleted();
    }

    private StatusRuntimeException assertRefused(String authorization, Status.Code code, String error) {
        StatusRuntimeException refusal = catchThrowableOfType(
                StatusRuntimeException.class,
                () -> stub(authorization).listActivities(ListActivitiesRequest.getDefaultInstance()));
        assertThat(refusal.getStatus().getCode()).isEqualTo(code);
        assertThat(info(refusal).getReason()).isEqualTo(error);
        return refusal;
    }

    private static ErrorInfo info(StatusRuntimeException refusal) {
        try {
            for (Any detail : StatusProto.fromThrowable(refusal).getDetailsList()) {
                return detail.unpack(ErrorInfo.class);
            }
            throw new AssertionError("no details");
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private StepFunctionsBlockingStub stub(String authorization) {
        return StepFunctionsGrpc.newBlockingStub(channel)
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers(authorization)));
    }

    private static Metadata headers(String authorization) {
        Metadata headers = new Metadata();
        if (authorization != null) {
            headers.put(BearerCheck.AUTHORIZATION, authorization);
        }
        return headers;
    }
}
