package dev.stepwell.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Message;
import dev.stepwell.contracts.calling.ActionTable;
import dev.stepwell.contracts.calling.Audience;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.options.v1.Plane;
import dev.stepwell.contracts.platform.v1.WatchExecutionsRequest;
import dev.stepwell.contracts.platform.v1.WatchExecutionsResponse;
import dev.stepwell.contracts.sfn.v1.StopExecutionRequest;
import dev.stepwell.contracts.sfn.v1.StopExecutionResponse;
import dev.stepwell.contracts.wire.CallerSeal;
import dev.stepwell.contracts.wire.ClusterKey;
import dev.stepwell.contracts.wire.PlanePool;
import dev.stepwell.contracts.wire.PlaneServer;
import dev.stepwell.gateway.shapes.Operation;
import dev.stepwell.gateway.shapes.Services;
import dev.stepwell.names.AccountId;
import dev.stepwell.names.Region;
import dev.stepwell.names.TenantId;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** The same actions, here and elsewhere. */
@NullUnmarked
class PlanesTest {
    private static final Caller CALLER = new Caller(
            new TenantId(1), new AccountId("123456789012"), new Region("eu-west-1"), "key", Set.of(), "request");
    private static final ActionTable ACTIONS = ActionTable.builder()
            .add("StopExecution", StopExecutionRequest.class, (caller, request) -> {
                if (request.getExecutionArn().isEmpty()) {
                    throw new Fault("ExecutionDoesNotExist", caller.requestId());
                }
                return StopExecutionResponse.getDefaultInstance();
            })
            .build();

    private final Services services = Services.ofTheContract();

    @Test
    void everyOperationHasAPlane() {
        ScriptedPlane control = new ScriptedPlane();
        ScriptedPlane execution = new ScriptedPlane();
        Planes planes = new Planes(control, execution);
        for (Operation operation : services.all()) {
            if (operation.rule().getPlane() == Plane.PLANE_GATEWAY) {
                continue; // done by the gateway itself
            }
            planes.call(operation, CALLER, operation.request());
            ScriptedPlane asked = operation.rule().getPlane() == Plane.PLANE_CONTROL ? control : execution;
            assertThat(asked.last().operation()).isEqualTo(operation.action());
        }
        assertThat(control.asked()).hasSize(80);
        assertThat(execution.asked()).hasSize(77);
    }

    @Test
    void aPlaneHereAndAPlaneElsewhereAnswerAlike() throws Exception {
        CallerSeal seal =
                new CallerSeal(List.of(new ClusterKey(new byte[ClusterKey.MIN_BYTES])), InstantSource.system());
        var here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (PlaneServer server = new PlaneServer(NettyServerBuilder.forAddress(here), ACTIONS, seal).start();
                PlanePool pool = new PlanePool(
                        "execution",
                        seal,
                        address -> NettyChannelBuilder.forTarget(address).usePlaintext(),
                        System::nanoTime)) {
            pool.lead(List.of(here.getHostString() + ":" + server.port()));
            for (Upstream plane : List.of(new LocalPlane(ACTIONS), new RemotePlane(pool))) {
                StopExecutionRequest request =
                        StopExecutionRequest.newBuilder().setExecutionArn("arn").build();
                assertThat(plane.call(operation("StopExecution"), CALLER, request))
                        .isEqualTo(StopExecutionResponse.getDefaultInstance());
                Fault fault = catchThrowableOfType(
                        Fault.class,
                        () -> plane.call(
                                operation("StopExecution"), CALLER, StopExecutionRequest.getDefaultInstance()));
                assertThat(fault.error()).isEqualTo("ExecutionDoesNotExist");
                assertThat(fault.text()).isEqualTo("request");
                Operation missing = operation("DescribeMapRun");
                assertThat(catchThrowableOfType(Fault.class, () -> plane.call(missing, CALLER, missing.request()))
                                .error())
                        .isEqualTo("UnknownOperationException");
            }
        }
    }

    private Operation operation(String name) {
        return services.target("AWSStepFunctions." + name).orElseThrow();
    }

    @Test
    void aStreamHereAndAStreamElsewhereAreHeardAlike() throws Exception {
        ActionTable actions = ActionTable.builder()
                .addStream("WatchExecutions", WatchExecutionsRequest.class, (caller, request, audience) -> {
                    if (!request.hasCursor()) {
                        throw new Fault("ValidationException", "no cursor");
                    }
                    for (int i = 0; i < 100; i++) {
                        audience.hear(WatchExecutionsResponse.newBuilder()
                                .setCursor(request.getCursor() + i)
                                .build());
                    }
                })
                .build();
        Operation watch = services.all().stream()
                .filter(operation -> operation.name().equals("WatchExecutions"))
                .findFirst()
                .orElseThrow();
        CallerSeal seal =
                new CallerSeal(List.of(new ClusterKey(new byte[ClusterKey.MIN_BYTES])), InstantSource.system());
        var here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (PlaneServer server = new PlaneServer(NettyServerBuilder.forAddress(here), actions, seal).start();
                PlanePool pool = new PlanePool(
                        "execution",
                        seal,
                        address -> NettyChannelBuilder.forTarget(address).usePlaintext(),
                        System::nanoTime)) {
            pool.lead(List.of(here.getHostString() + ":" + server.port()));
            for (Upstream plane : List.of(new LocalPlane(actions), new RemotePlane(pool))) {
                Listener listener = new Listener();
                plane.watch(
                        watch,
                        CALLER,
                        WatchExecutionsRequest.newBuilder().setCursor("c").build(),
                        listener);
                assertThat(listener.heard).hasSize(100);
                assertThat(((WatchExecutionsResponse) listener.heard.getLast()).getCursor())
                        .isEqualTo("c99");
                Fault fault = catchThrowableOfType(
                        Fault.class, () -> plane.watch(watch, CALLER, watch.request(), new Listener()));
                assertThat(fault.error()).isEqualTo("ValidationException");
            }
        }
    }

    /** Hears everything and never goes. */
    private static final class Listener implements Audience<Message> {
        private final List<Message> heard = new CopyOnWriteArrayList<>();

        @Override
        public boolean hear(Message message) {
            heard.add(message);
            return true;
        }

        @Override
        public void whenGone(Runnable action) {}
    }
}
