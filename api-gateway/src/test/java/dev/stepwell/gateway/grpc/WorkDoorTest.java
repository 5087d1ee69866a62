package dev.stepwell.gateway.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stepwell.contracts.calling.ActionTable;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Conversation;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.quotas.Quotas;
import dev.stepwell.contracts.swf.v1.Decision;
import dev.stepwell.contracts.swf.v1.RespondDecisionTaskCompletedRequest;
import dev.stepwell.contracts.wire.CallerSeal;
import dev.stepwell.contracts.wire.ClusterKey;
import dev.stepwell.contracts.wire.PlanePool;
import dev.stepwell.contracts.wire.PlaneServer;
import dev.stepwell.contracts.worker.v1.Hello;
import dev.stepwell.contracts.worker.v1.Report;
import dev.stepwell.contracts.worker.v1.WorkRequest;
import dev.stepwell.contracts.worker.v1.WorkResponse;
import dev.stepwell.contracts.worker.v1.WorkersGrpc;
import dev.stepwell.gateway.connections.ConnectionLimits;
import dev.stepwell.gateway.identity.Identity;
import dev.stepwell.gateway.limits.Admission;
import dev.stepwell.gateway.limits.Limits;
import dev.stepwell.gateway.limits.ThrottleCounts;
import dev.stepwell.gateway.shapes.Services;
import dev.stepwell.gateway.upstream.LocalPlane;
import dev.stepwell.gateway.upstream.RemotePlane;
import dev.stepwell.gateway.upstream.Upstream;
import dev.stepwell.names.AccountId;
import dev.stepwell.names.Region;
import dev.stepwell.names.TenantId;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams of workers through the door, to a plane in this process and to one in another. */
@NullUnmarked
class WorkDoorTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Identity WHO = new Identity(
            "key-1",
            new TenantId(9),
            new AccountId("123456789012"),
            Set.of("read", "write", "execute", "worker", "admin"));

    private final Echo echo = new Echo();
    private final List<AutoCloseable> closing = new ArrayList<>();
    private volatile boolean revoked;
    private PlanePool pool;
    private GrpcDoor door;

    /** Says to a worker, as the numbers of reports taken, how much credit it gives. */
    private static final class Echo implements Conversation<WorkRequest, WorkResponse> {
        private final List<Caller> callers = new CopyOnWriteArrayList<>();
        private final List<Report> reports = new CopyOnWriteArrayList<>();
        private final AtomicInteger gone = new AtomicInteger();

        @Override
        public Ear<WorkRequest> begin(Caller caller, Mouth<WorkResponse> mouth) {
            callers.add(caller);
            return new Ear<>() {
                @Override
                public void hear(WorkRequest said) {
                    if (said.getHello().getWorkerName().equals("nobody")) {
                        throw new Fault("InvalidName", "nobody");
                    }
                    reports.addAll(said.getReportsList());
                    mouth.say(
                            WorkResponse.newBuilder().addTaken(said.getCredit()).build());
                }

                @Override
                public void over() {
                    mouth.end();
                }

                @Override
                public void gone() {
                    gone.incrementAndGet();
                }
            };
        }
    }

    /** A worker's end. */
    private static final class Ears implements StreamObserver<WorkResponse> {
        private final List<WorkResponse> heard = new CopyOnWriteArrayList<>();
        private volatile Status ended;

        @Override
        public void onNext(WorkResponse said) {
            heard.add(said);
        }

        @Override
        public void onError(Throwable why) {
            ended = Status.fromThrowable(why);
        }

        @Override
        public void onCompleted() {
            ended = Status.OK;
        }
    }

    private ConnectionLimits limits = ConnectionLimits.DEFAULT;
    private GrpcListener.Life life = GrpcListener.Life.DEFAULT;

    @BeforeEach
    void openElsewhere() throws Exception {
        CallerSeal seal =
                new CallerSeal(List.of(new ClusterKey(new byte[ClusterKey.MIN_BYTES])), InstantSource.system());
        var here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        PlaneServer elsewhere = new PlaneServer(
                        NettyServerBuilder.forAddress(here),
                        ActionTable.builder().build(),
                        Optional.of(echo),
                        seal)
                .start();
        pool = new PlanePool(
                "execution",
                seal,
                address -> NettyChannelBuilder.forTarget(address).usePlaintext(),
                System::nanoTime);
        pool.lead(List.of(here.getHostString() + ":" + elsewhere.port()));
        closing.add(elsewhere);
        closing.add(pool);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : closing.reversed()) {
            each.close();
        }
    }

    private StreamObserver<WorkRequest> work(boolean remote, Ears ears) throws Exception {
        Upstream plane = remote
                ? new RemotePlane(pool)
                : new LocalPlane(ActionTable.builder().build(), Optional.of(echo));
        door = new GrpcDoor(
                        new GrpcListener("127.0.0.1", 0, 1_048_576, Optional.empty(), limits, life),
                        Services.ofTheContract(),
                        token -> token.equals("good") && !revoked ? Optional.of(WHO) : Optional.empty(),
                        new Admission(
                                new Limits(1_048_576, 100, 1, 1),
                                new ThrottleCounts(InstantSource.system()),
                                new Quotas(System::nanoTime)),
                        plane,
                        new Region("eu-west-1"))
                .start();
        closing.add(door);
        ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", door.port())
                .usePlaintext()
                .build();
        closing.add(channel::shutdownNow);
        Metadata headers = new Metadata();
        headers.put(BearerCheck.AUTHORIZATION, "Bearer good");
        return WorkersGrpc.newStub(channel)
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
                .work(ears);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anOldStreamIsSentElsewhere(boolean remote) throws Exception {
        life = new GrpcListener.Life(PATIENCE, Duration.ofSeconds(2));
        Ears ears = new Ears();
        StreamObserver<WorkRequest> up = work(remote, ears);
        up.onNext(credit(1));
        await().atMost(PATIENCE).until(() -> ears.heard.stream().anyMatch(WorkResponse::hasGoAway));
        up.onCompleted();
        await().atMost(PATIENCE).until(() -> ears.ended != null);
        assertThat(ears.ended.isOk()).isTrue();
    }

    @Test
    void aConnectionThatSaysNothingOrTooSlowlyIsCut() throws Exception {
        limits = new ConnectionLimits(10, 10, Duration.ofSeconds(1));
        work(false, new Ears());
        for (String said : List.of("", "PRI * HTTP/2.0\r\n", "GET / HTTP/1.1\r\n\r\n")) {
            try (Socket socket = new Socket("127.0.0.1", door.port())) {
                socket.setSoTimeout((int) PATIENCE.toMillis());
                socket.getOutputStream().write(said.getBytes(StandardCharsets.US_ASCII));
                assertThat(isCut(socket)).as(said).isTrue();
            }
        }
    }

    private static boolean isCut(Socket socket) throws IOException {
        try {
            while (socket.getInputStream().read() >= 0) {
                // Its settings may come first.
            }
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (SocketException reset) {
            return true;
        }
    }

    private static WorkRequest credit(int credit) {
        return WorkRequest.newBuilder().setCredit(credit).build();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatBothSidesSayArrivesInOrder(boolean remote) throws Exception {
        Ears ears = new Ears();
        StreamObserver<WorkRequest> up = work(remote, ears);
        for (int i = 0; i < 1_000; i++) {
            up.onNext(credit(i));
        }
        up.onCompleted();
        await().atMost(PATIENCE).until(() -> ears.ended != null);

        assertThat(ears.ended.isOk()).isTrue();
        assertThat(ears.heard).hasSize(1_000);
        for (int i = 0; i < 1_000; i++) {
            assertThat(ears.heard.get(i).getTaken(0)).isEqualTo(i);
        }
        assertThat(echo.callers.get(0).tenant()).isEqualTo(WHO.tenant());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRefusalEndsTheStream(boolean remote) throws Exception {
        Ears ears = new Ears();
        work(remote, ears)
                .onNext(WorkRequest.newBuilder()
                        .setHello(Hello.newBuilder().setWorkerName("nobody"))
                        .build());
        await().atMost(PATIENCE).until(() -> ears.ended != null);

        assertThat(ears.ended.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        await().atMost(PATIENCE).until(() -> echo.gone.get() > 0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aReportThatBreaksItsShapeIsRefusedInAwsWords(boolean remote) throws Exception {
        Ears ears = new Ears();
        work(remote, ears)
                .onNext(WorkRequest.newBuilder()
                        .addReports(decided(7, Decision.getDefaultInstance()))
                        .addReports(decided(
                                8,
                                Decision.newBuilder()
                                        .setDecisionType("CancelTimer")
                                        .build()))
                        .build());
        await().atMost(PATIENCE).until(() -> ears.heard.size() == 2);

        assertThat(ears.heard.getFirst().getRefused(0).getNumber()).isEqualTo(7);
        assertThat(ears.heard.getFirst().getRefused(0).getError()).isEqualTo("ValidationException");
        assertThat(ears.heard.getFirst().getRefused(0).getMessage())
                .isEqualTo(
                        "1 validation error detected: Value null at 'decisions.1.member.decisionType' failed to satisfy "
                                + "constraint: Member must not be null");
        assertThat(echo.reports.getFirst().hasDropped()).isTrue();
        assertThat(echo.reports.getLast().hasSwfDecided()).isTrue();
    }

    private static Report decided(long number, Decision decision) {
        return Report.newBuilder()
                .setNumber(number)
                .setTaskToken("t")
                .setSwfDecided(RespondDecisionTaskCompletedRequest.newBuilder().addDecisions(decision))
                .build();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoIsGoneIsGoneForThePlane(boolean remote) throws Exception {
        Ears ears = new Ears();
        StreamObserver<WorkRequest> up = work(remote, ears);
        up.onNext(credit(1));
        await().atMost(PATIENCE).until(() -> !ears.heard.isEmpty());
        up.onError(Status.CANCELLED.asRuntimeException());

        await().atMost(PATIENCE).until(() -> echo.gone.get() > 0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRevokedKeyEndsItsStream(boolean remote) throws Exception {
        Ears ears = new Ears();
        work(remote, ears).onNext(credit(1));
        await().atMost(PATIENCE).until(() -> !ears.heard.isEmpty());
        revoked = true;
        await().atMost(PATIENCE).until(() -> ears.ended != null);

        assertThat(ears.ended.getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
        await().atMost(PATIENCE).until(() -> echo.gone.get() > 0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aDoorThatClosesSendsWorkersAway(boolean remote) throws Exception {
        Ears ears = new Ears();
        work(remote, ears).onNext(credit(1));
        await().atMost(PATIENCE).until(() -> !ears.heard.isEmpty());
        door.close();
        await().atMost(PATIENCE).until(() -> ears.ended != null);

        assertThat(ears.ended.isOk()).isTrue();
        assertThat(ears.heard.getLast().hasGoAway()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPlaceIsGivenBack(boolean remote) throws Exception {
        Ears ears = new Ears();
        work(remote, ears).onCompleted();
        await().atMost(PATIENCE).until(() -> ears.ended != null);
        assertThat(ears.ended.isOk()).isTrue();
    }
}
