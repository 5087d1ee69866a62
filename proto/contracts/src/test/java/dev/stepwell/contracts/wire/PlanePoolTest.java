package dev.stepwell.contracts.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Empty;
import dev.stepwell.contracts.calling.ActionTable;
import dev.stepwell.contracts.calling.Fault;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several processes as one plane, over real connections. */
@NullUnmarked
class PlanePoolTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CallerSeal seal =
            new CallerSeal(List.of(new ClusterKey(new byte[ClusterKey.MIN_BYTES])), InstantSource.system());
    private final AtomicLong nanoTime = new AtomicLong();
    private final List<Process> processes = new ArrayList<>();
    private final PlanePool pool = new PlanePool(
            "execution", seal, address -> NettyChannelBuilder.forTarget(address).usePlaintext(), nanoTime::get);

    @AfterEach
    void stop() {
        pool.close();
        processes.forEach(process -> {
            process.release.countDown();
            process.server.close();
        });
    }

    @Test
    void callsAreSpreadByWhatIsUnderWay() throws Exception {
        Process busy = process();
        Process idle = process();
        lead(busy, idle);
        CompletableFuture<Void> held = inBackground("Hold");
        busy.held.await();
        for (int i = 0; i < 10; i++) {
            call("Count", false);
        }
        assertThat(idle.counted).hasValue(10);
        busy.release.countDown();
        held.join();
        for (int i = 0; i < 10; i++) {
            call("Count", false);
        }
        assertThat(busy.counted).hasValue(5);
    }

    @Test
    void whatReachedNobodyGoesToAnother() throws Exception {
        Process gone = process();
        Process alive = process();
        lead(gone, alive);
        gone.server.close();
        for (int i = 0; i < 10; i++) {
            call("Count", false);
        }
        assertThat(alive.counted).hasValue(10);
    }

    @Test
    void whatMayHaveBeenDoneIsRepeatedOnlyWhenItMay() throws Exception {
        lead(process(), process(), process());
        assertThat(refusal("Break", false)).isEqualTo("ServiceUnavailable");
        assertThat(broken()).isEqualTo(1);
        assertThat(refusal("Break", true)).isEqualTo("ServiceUnavailable");
        assertThat(broken()).isEqualTo(3);
    }

    @Test
    void aRefusalIsTheAnswerAndIsNotAskedForElsewhere() throws Exception {
        Process one = process();
        Process two = process();
        lead(one, two);
        assertThat(refusal("Refuse", true)).isEqualTo("InvalidName");
        assertThat(one.counted.get() + two.counted.get()).isEqualTo(1);
    }

    @Test
    void whoJoinsIsAskedAndWhoLeavesIsNot() throws Exception {
        assertThat(refusal("Count", false)).isEqualTo("ServiceUnavailable");
        assertThat(pool.silence()).contains("no process is known");
        Process one = process();
        lead(one);
        assertThat(pool.silence()).isEmpty();
        call("Count", false);
        Process two = process();
        lead(two);
        call("Count", false);
        assertThat(one.counted).hasValue(1);
        assertThat(two.counted).hasValue(1);
    }

    @Test
    void oneThatIsFrozenLeavesTimeForAnother() throws Exception {
        Process alive = process();
        try (ServerSocket frozen = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            pool.lead(List.of("127.0.0.1:" + frozen.getLocalPort(), alive.address()));
            PlaneCall call = new PlaneCall("Count", Processes.asking("test"), Duration.ofSeconds(6), true);
            Empty nothing = Empty.getDefaultInstance();
            pool.call(call, nothing, nothing);
            pool.call(call, nothing, nothing); // the frozen one rests
        }
        assertThat(alive.counted).hasValue(2);
    }

    @Test
    void aCallWaitsALittleForWhoIsAboutToJoin() throws Exception {
        Process one = process();
        CompletableFuture<Void> early = inBackground("Count");
        lead(one);
        early.join();
        assertThat(one.counted).hasValue(1);
    }

    @Test
    void silenceTellsADeadPlaneFromOneOfAnotherKey() throws Exception {
        Process one = process();
        lead(one);
        byte[] other = new byte[ClusterKey.MIN_BYTES];
        other[0] = 1;
        CallerSeal strange = new CallerSeal(List.of(new ClusterKey(other)), InstantSource.system());
        try (PlanePool stranger = new PlanePool(
                "execution",
                strange,
                address -> NettyChannelBuilder.forTarget(address).usePlaintext(),
                nanoTime::get)) {
            stranger.lead(List.of(one.address()));
            assertThat(stranger.silence().orElse("")).contains("another master key");
        }
        one.server.close();
        assertThat(pool.silence()).contains("no process answers");
    }

    private CompletableFuture<Void> inBackground(String action) {
        return CompletableFuture.runAsync(() -> call(action, false), Thread::startVirtualThread);
    }

    private void call(String action, boolean repeatable) {
        Empty nothing = Empty.getDefaultInstance();
        pool.call(new PlaneCall(action, Processes.asking("test"), PATIENCE, repeatable), nothing, nothing);
    }

    private String refusal(String action, boolean repeatable) {
        return Optional.ofNullable(catchThrowableOfType(Fault.class, () -> call(action, repeatable)))
                .map(Fault::error)
                .orElse("none");
    }

    private int broken() {
        return processes.stream().mapToInt(process -> process.broken.get()).sum();
    }

    private void lead(Process... to) {
        pool.lead(List.of(to).stream().map(Process::address).toList());
    }

    private Process process() throws Exception {
        Process process = new Process();
        processes.add(process);
        return process;
    }

    /** One process of the plane. */
    private final class Process {
        private final AtomicInteger counted = new AtomicInteger();
        private final AtomicInteger broken = new AtomicInteger();
        private final CountDownLatch held = new CountDownLatch(1);
        private final CountDownLatch release = new CountDownLatch(1);
        private final PlaneServer server;

        Process() throws Exception {
            ActionTable actions = ActionTable.builder()
                    .add("Count", Empty.class, (caller, nothing) -> {
                        counted.incrementAndGet();
                        return nothing;
                    })
                    .add("Refuse", Empty.class, (caller, nothing) -> {
                        counted.incrementAndGet();
                        throw new Fault("InvalidName", "no");
                    })
                    .add("Hold", Empty.class, (caller, nothing) -> {
                        held.countDown();
                        await(release);
                        return nothing;
                    })
                    .add("Break", Empty.class, (caller, nothing) -> {
                        broken.incrementAndGet();
                        server().close();
                        await(release);
                        return nothing;
                    })
                    .build();
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            server = new PlaneServer(NettyServerBuilder.forAddress(address), actions, seal).start();
        }

        private PlaneServer server() {
            return server;
        }

        private String address() {
            return "127.0.0.1:" + server.port();
        }
    }

    /** Whatever interrupts it: a process that breaks does not answer. */
    private static void await(CountDownLatch latch) {
        boolean released = false;
        while (!released) {
            try {
                latch.await();
                released = true;
            } catch (InterruptedException e) {
                // go on waiting
            }
        }
    }
}
