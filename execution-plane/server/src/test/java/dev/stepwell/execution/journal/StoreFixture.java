package dev.stepwell.execution.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.RunStatus;
import dev.stepwell.execution.ports.ExecutionRow;
import dev.stepwell.execution.ports.Incarnation;
import dev.stepwell.execution.ports.LoadedRun;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.execution.ports.Store.NodeRow;
import dev.stepwell.execution.ports.TurnCommit;
import dev.stepwell.execution.ports.Verdict;
import dev.stepwell.names.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;

/**
 * A store under test, with a tenant and a node of its own for every test. A durable store keeps what earlier tests wrote, so no
 * test may mind what is there of other tenants and nodes.
 */
abstract class StoreFixture {
    static final Verdict COMMITTED = new Verdict.Committed();
    static final Verdict STALE = new Verdict.Stale();
    static final Duration LIFE = Duration.ofMinutes(10);
    private static final AtomicLong NUMBERS = new AtomicLong(System.nanoTime() >>> 8);

    @SuppressWarnings("NullAway.Init")
    Store store;

    TenantId tenant = newTenant();
    Incarnation node = new Incarnation(UUID.randomUUID());

    /** The store. */
    abstract Store newStore();

    /** Lets the store's clock move on by a millisecond at least. */
    abstract void tick();

    @BeforeEach
    void join() {
        store = newStore();
        node = newNode();
    }

    static TenantId newTenant() {
        return new TenantId(NUMBERS.incrementAndGet());
    }

    Incarnation newNode() {
        Incarnation incarnation = new Incarnation(UUID.randomUUID());
        store.join(new NodeRow("node-" + incarnation, incarnation, "10.0.0.1:" + incarnation), LIFE);
        return incarnation;
    }

    /** The store's time. */
    Instant now() {
        return store.renew(node, LIFE).orElseThrow();
    }

    TestRun newRun(String machine, String name) {
        return TestRun.of(tenant, machine, name, node, now());
    }

    TestRun newRun() {
        return newRun("m", UUID.randomUUID().toString());
    }

    /** An execution that has been started. */
    TestRun started(Effect... rows) {
        return start(newRun(), rows);
    }

    TestRun start(TestRun run, Effect... rows) {
        must(run, run.birth(rows));
        return run;
    }

    /** Commits alone. */
    Verdict commit(TurnCommit turn) {
        List<Verdict> verdicts = store.commit(List.of(turn));
        assertThat(verdicts).hasSize(1);
        return verdicts.get(0);
    }

    /** Commits a turn that must go through. */
    void must(TestRun run, TurnCommit turn) {
        assertThat(commit(turn)).isEqualTo(COMMITTED);
        run.follow(turn);
    }

    ExecutionRow row(TestRun run) {
        return store.find(run.key).orElseThrow();
    }

    LoadedRun loaded(TestRun run) {
        return store.load(run.key).orElseThrow();
    }

    static Effect.Close succeeded(String output) {
        return new Effect.Close(
                RunStatus.SUCCEEDED, Optional.of(Payload.of(output)), Optional.empty(), Optional.empty());
    }

    static Set<Integer> allSlots() {
        return IntStream.range(0, Store.SLOTS).boxed().collect(Collectors.toSet());
    }
}
