package dev.stepwell.contracts.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Message;
import dev.stepwell.contracts.calling.ActionTable;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.EntityTag;
import dev.stepwell.contracts.calling.Expected;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.sfn.v1.StartExecutionRequest;
import dev.stepwell.contracts.sfn.v1.StartExecutionResponse;
import dev.stepwell.names.AccountId;
import dev.stepwell.names.Region;
import dev.stepwell.names.TenantId;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A plane asked over a real connection. */
@NullUnmarked
class PlaneCallsTest {
    private static final Caller CALLER = new Caller(
            new TenantId(7),
            new AccountId("123456789012"),
            new Region("eu-west-1"),
            "AKIAEXAMPLE",
            Set.of("states:*"),
            "5f1c9d3e-1111-2222-3333-444455556666");
    private static final StartExecutionRequest REQUEST = StartExecutionRequest.newBuilder()
            .setStateMachineArn("arn")
            .setInput("{}")
            .build();

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-02T03:04:05Z"));
    private final InstantSource clock = now::get;
    private final CallerSeal seal = new CallerSeal(List.of(key(1)), clock);
    private final AtomicReference<Caller> seen = new AtomicReference<>();
    private PlaneServer server;
    private int port;

    @BeforeEach
    void serve() throws Exception {
        ActionTable actions = ActionTable.builder()
                .add("StartExecution", StartExecutionRequest.class, (caller, request) -> {
                    seen.set(caller);
                    return StartExecutionResponse.newBuilder()
                            .setExecutionArn(request.getStateMachineArn() + ":1")
                            .build();
                })
                .add("StopExecution", StartExecutionRequest.class, (caller, request) -> {
                    throw new Fault("ExecutionDoesNotExist", "x".repeat(20_000) + "é", Map.of("reason", "GONE"));
                })
                .add("DeleteActivity", StartExecutionRequest.class, (caller, request) -> {
                    throw new IllegalStateException("secret of the house");
                })
                .build();
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        server = new PlaneServer(NettyServerBuilder.forAddress(address), actions, seal).start();
        port = server.port();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theAnswerAndTheCallerArrive() {
        assertThat(ask(seal, "StartExecution"))
                .isEqualTo(StartExecutionResponse.newBuilder()
                        .setExecutionArn("arn:1")
                        .build());
        assertThat(seen.get()).isEqualTo(CALLER);
    }

    @Test
    void whatACallerExpectsArrives() {
        for (Expected expected : List.of(
                Expected.ANYTHING,
                new Expected(false, Set.of()),
                new Expected(false, Set.of(new EntityTag("a"), new EntityTag("b"))))) {
            Caller caller = CALLER.expecting(expected);
            assertThat(seal.open(seal.seal(caller, "StartExecution"), "StartExecution"))
                    .contains(caller);
        }
    }

    @Test
    void aFaultArrivesWholeWithItsMembers() {
        Fault fault = catchThrowableOfType(Fault.class, () -> ask(seal, "StopExecution"));
        assertThat(fault.error()).isEqualTo("ExecutionDoesNotExist");
        assertThat(fault.text()).hasSize(20_001).endsWith("é");
        assertThat(fault.members()).containsExactly(Map.entry("reason", "GONE"));
    }

    @Test
    void aDefectIsAnInternalFailureAndTellsNothing() {
        Fault fault = catchThrowableOfType(Fault.class, () -> ask(seal, "DeleteActivity"));
        assertThat(fault.error()).isEqualTo("InternalFailure");
        assertThat(fault.text()).doesNotContain("secret");
    }

    @Test
    void anActionThatThePlaneDoesNotDoIsUnknown() {
        assertThatThrownBy(() -> ask(seal, "NoSuchThing"))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.error()).isEqualTo("UnknownOperationException"));
    }

    @Test
    void aSealOfAnotherKeyIsNotBelieved() {
        CallerSeal other = new CallerSeal(List.of(key(2)), clock);
        assertThat(catchThrowableOfType(Fault.class, () -> ask(other, "StartExecution"))
                        .error())
                .isEqualTo("AccessDeniedException");
        assertThat(seen.get()).isNull();
    }

    @Test
    void aPlaneThatIsGoneIsUnavailable() {
        server.close();
        assertThat(catchThrowableOfType(Fault.class, () -> ask(seal, "StartExecution"))
                        .error())
                .isEqualTo("ServiceUnavailable");
    }

    @Test
    void aKeyCanBeReplacedWhileTheClusterRuns() {
        CallerSeal old = new CallerSeal(List.of(key(1)), clock);
        CallerSeal both = new CallerSeal(List.of(key(2), key(1)), clock);
        assertThat(both.open(old.seal(CALLER, "A"), "A")).contains(CALLER);
        assertThat(old.open(both.seal(CALLER, "A"), "A")).isEmpty();
    }

    @Test
    void aProofIsForOneActionAndDiesSoon() {
        byte[] proof = seal.seal(CALLER, "StartExecution");
        assertThat(seal.open(proof, "StopExecution")).isEmpty();
        now.updateAndGet(t -> t.plus(CallerSeal.LIFE));
        assertThat(seal.open(proof, "StartExecution")).contains(CALLER);
        now.updateAndGet(t -> t.plusMillis(1));
        assertThat(seal.open(proof, "StartExecution")).isEmpty();
    }

    @Test
    void noChangedBitIsBelieved() {
        byte[] proof = seal.seal(CALLER, "StartExecution");
        for (int bit = 0; bit < proof.length * 8; bit++) {
            byte[] changed = Arrays.copyOf(proof, proof.length);
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThat(seal.open(changed, "StartExecution")).as("bit %d", bit).isEmpty();
        }
    }

    @Test
    void aTextForTheWorldIsCutBetweenCharacters() {
        String text = "a".repeat(FaultStatus.PUBLIC_TEXT - 1) + "\uD83D\uDE00 and more";
        assertThat(FaultStatus.of(new Fault("InvalidArn", text), FaultStatus.PUBLIC_TEXT)
                        .getStatus()
                        .getDescription())
                .isEqualTo("a".repeat(FaultStatus.PUBLIC_TEXT - 1) + "…");
    }

    private Message ask(CallerSeal with, String action) {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try (PlaneClient client =
                new PlaneClient(NettyChannelBuilder.forAddress(address).usePlaintext(), with)) {
            return client.call(
                    action, CALLER, REQUEST, StartExecutionResponse.getDefaultInstance(), Duration.ofSeconds(10));
        }
    }

    private static ClusterKey key(int seed) {
        byte[] secret = new byte[ClusterKey.MIN_BYTES];
        Arrays.fill(secret, (byte) seed);
        return new ClusterKey(secret);
    }
}
