package dev.stepwell.execution.definitions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Message;
import dev.stepwell.contracts.calling.ActionTable;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.internal.v1.ResolveStateMachineRequest;
import dev.stepwell.contracts.internal.v1.ResolveStateMachineResponse;
import dev.stepwell.contracts.sfn.v1.CreateActivityRequest;
import dev.stepwell.contracts.sfn.v1.CreateActivityResponse;
import dev.stepwell.contracts.sfn.v1.StartExecutionRequest;
import dev.stepwell.contracts.wire.CallerSeal;
import dev.stepwell.contracts.wire.ClusterKey;
import dev.stepwell.contracts.wire.PlanePool;
import dev.stepwell.contracts.wire.PlaneServer;
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
import org.junit.jupiter.api.Test;

class RemoteRegistryTest {
    private static final Caller CALLER = new Caller(
            new TenantId(7), new AccountId("123456789012"), new Region("us-east-1"), "execution", Set.of(), "request");

    @Test
    void bothItsOwnQuestionsAndPublicActionsAreAnsweredOverTheWire() throws Exception {
        CallerSeal seal =
                new CallerSeal(List.of(new ClusterKey(new byte[ClusterKey.MIN_BYTES])), InstantSource.system());
        ActionTable actions = ActionTable.builder()
                .add(
                        "ResolveStateMachine",
                        ResolveStateMachineRequest.class,
                        (caller, request) -> ResolveStateMachineResponse.newBuilder()
                                .setRevisionId(request.getStateMachineArn() + "/" + caller.tenant())
                                .build())
                .add(
                        "CreateActivity",
                        CreateActivityRequest.class,
                        (caller, request) -> CreateActivityResponse.newBuilder()
                                .setActivityArn(request.getName())
                                .build())
                .build();
        var here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (PlaneServer control = new PlaneServer(NettyServerBuilder.forAddress(here), actions, seal).start();
                PlanePool pool = new PlanePool(
                        "control",
                        seal,
                        address -> NettyChannelBuilder.forTarget(address).usePlaintext(),
                        System::nanoTime)) {
            pool.lead(List.of(here.getHostString() + ":" + control.port()));
            RemoteRegistry registry = new RemoteRegistry(pool);

            Message resolved = registry.ask(
                    "ResolveStateMachine",
                    CALLER,
                    ResolveStateMachineRequest.newBuilder()
                            .setStateMachineArn("arn")
                            .build());
            assertThat(((ResolveStateMachineResponse) resolved).getRevisionId()).isEqualTo("arn/7");
            Message created = registry.ask(
                    "CreateActivity",
                    CALLER,
                    CreateActivityRequest.newBuilder().setName("a").build());
            assertThat(created)
                    .isEqualTo(CreateActivityResponse.newBuilder()
                            .setActivityArn("a")
                            .build());
            assertThatThrownBy(() -> registry.ask("StartExecution", CALLER, StartExecutionRequest.getDefaultInstance()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
