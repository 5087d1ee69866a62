package dev.stepwell.contracts.quotas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.quotas.Quotas.Use;
import dev.stepwell.names.AccountId;
import dev.stepwell.names.Region;
import dev.stepwell.names.TenantId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Buckets on a clock that is moved by hand. */
@NullUnmarked
class QuotasTest {
    private static final String ACTION = "DescribeExecution"; // 300, 15 a second
    private static final TenantId ONE = new TenantId(1);
    private static final TenantId OTHER = new TenantId(2);

    private long now = Long.MAX_VALUE - 1_000; // as nanoTime may be, so that it runs over
    private final Quotas quotas = new Quotas(() -> now);

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private long taken(TenantId tenant, String name, int tries) {
        return IntStream.range(0, tries).filter(i -> quotas.take(tenant, name)).count();
    }

    @Test
    void nothingIsRefusedBeforeAnythingIsSettledNorWhileQuotasAreOff() {
        assertThat(taken(ONE, ACTION, 10_000)).isEqualTo(10_000);
        quotas.settle(new Allowances(Multiple.OFF, 1, Map.of()));
        assertThat(taken(ONE, ACTION, 10_000)).isEqualTo(10_000);
    }

    @Test
    void aBurstIsTheSizeAndThenComesTheRefill() {
        quotas.settle(new Allowances(Multiple.AWS, 1, Map.of()));
        assertThat(taken(ONE, ACTION, 1_000)).isEqualTo(300);
        pass(Duration.ofSeconds(1));
        assertThat(taken(ONE, ACTION, 1_000)).isEqualTo(15);
        pass(Duration.ofHours(1));
        assertThat(taken(ONE, ACTION, 1_000)).isEqualTo(300);
        assertThat(taken(OTHER, ACTION, 1_000)).isEqualTo(300);
        assertThat(taken(ONE, "StartSyncExecution", 10_000)).isEqualTo(10_000);
    }

    @Test
    void whatIsAskedForInSomebodysNameIsNoted() {
        Map<String, Ledger.Sums> lines = new HashMap<>();
        quotas.ledger().follow((line, sums) -> lines.put(line.account() + " " + line.bucket(), sums));
        Caller caller =
                new Caller(ONE, new AccountId("123456789012"), new Region("us-east-1"), "key", Set.of(), "request");
        assertThat(quotas.take(caller, ACTION)).isTrue();
        assertThat(lines).as("there is no bucket yet").isEmpty();

        quotas.settle(new Allowances(Multiple.AWS, 1, Map.of()));
        for (int i = 0; i < 310; i++) {
            assertThat(quotas.take(caller, ACTION)).isEqualTo(i < 300);
        }
        assertThat(quotas.take(caller, "StartSyncExecution")).isTrue();
        assertThat(quotas.owe(ONE, caller.account(), "StateTransition", 5_000)).isZero();
        assertThat(quotas.owe(ONE, caller.account(), "StateTransition", 5_000)).isPositive();
        assertThat(taken(ONE, "ListExecutions", 1)).isOne();

        assertThat(lines).containsOnlyKeys("123456789012 " + ACTION, "123456789012 StateTransition");
        assertThat(lines.get("123456789012 " + ACTION).taken()).isEqualTo(300);
        assertThat(lines.get("123456789012 " + ACTION).refused()).isEqualTo(10);
        assertThat(lines.get("123456789012 StateTransition").taken()).isEqualTo(10_000);
        assertThat(lines.get("123456789012 StateTransition").refused()).isEqualTo(5_000);
    }

    /** Within 2 % of what is set (target F5), here exactly. */
    @Test
    void inTheLongRunComesTheRefillWhateverTheSteps() {
        quotas.settle(new Allowances(Multiple.AWS, 1, Map.of()));
        long taken = taken(ONE, ACTION, 1_000);
        for (int i = 0; i < 60_000; i++) {
            pass(Duration.ofMillis(1));
            taken += taken(ONE, ACTION, 1);
        }
        assertThat(taken).isEqualTo(300 + 60 * 15);
    }

    @Test
    void multiplesAndSharersAndWhatIsATenantsOwn() {
        quotas.settle(new Allowances(new Multiple(10), 3, Map.of(OTHER, Map.of(ACTION, new Quota.Bucket(6, 3)))));
        assertThat(taken(ONE, ACTION, 10_000)).isEqualTo(1_000);
        assertThat(taken(OTHER, ACTION, 10_000)).isEqualTo(2);
        pass(Duration.ofSeconds(1));
        assertThat(taken(ONE, ACTION, 10_000)).isEqualTo(50);
        assertThat(taken(OTHER, ACTION, 10_000)).isEqualTo(1);
        quotas.settle(new Allowances(Multiple.OFF, 1, Map.of(OTHER, Map.of(ACTION, new Quota.Bucket(6, 3)))));
        pass(Duration.ofSeconds(60));
        assertThat(taken(ONE, ACTION, 10_000)).isEqualTo(10_000);
        assertThat(taken(OTHER, ACTION, 10_000)).isEqualTo(6);
    }

    @Test
    void aShareIsNeverLessThanOneCall() {
        quotas.settle(new Allowances(Multiple.OFF, 7, Map.of(ONE, Map.of(ACTION, new Quota.Bucket(1, 1)))));
        assertThat(taken(ONE, ACTION, 10)).isEqualTo(1);
        pass(Duration.ofSeconds(7));
        assertThat(taken(ONE, ACTION, 10)).isEqualTo(1);
    }

    @Test
    void whatIsSpentIsToldAndForgottenWhenItIsBack() {
        quotas.settle(new Allowances(Multiple.AWS, 1, Map.of()));
        taken(ONE, ACTION, 30);
        taken(OTHER, ACTION, 310);
        assertThat(quotas.uses())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        ONE, List.of(new Use(ACTION, 30, 0)),
                        OTHER, List.of(new Use(ACTION, 300, 10))));
        pass(Duration.ofSeconds(1));
        assertThat(quotas.uses().get(ONE)).containsExactly(new Use(ACTION, 15, 0));
        pass(Duration.ofSeconds(60));
        assertThat(quotas.uses()).isEqualTo(Map.of(OTHER, List.of(new Use(ACTION, 0, 10))));
    }

    @Test
    void eachSubjectHasABucketOfItsOwn() {
        String signals = "swf.execution.SignalWorkflowExecution"; // 1,000 of each
        quotas.settle(new Allowances(Multiple.AWS, 1, Map.of()));
        for (String run : List.of("a", "b")) {
            assertThat(IntStream.range(0, 2_000)
                            .filter(i -> quotas.take(ONE, signals, run))
                            .count())
                    .isEqualTo(1_000);
        }
        pass(Duration.ofSeconds(2));
        assertThat(quotas.uses()).isEmpty();
    }

    @Test
    void debtsAreWaitedFor() {
        quotas.settle(new Allowances(Multiple.OFF, 1, Map.of(ONE, Map.of("StateTransition", new Quota.Bucket(10, 5)))));
        assertThat(quotas.owe(ONE, "StateTransition", 10)).isZero();
        assertThat(quotas.owe(ONE, "StateTransition", 5)).isEqualTo(Duration.ofSeconds(1));
        pass(Duration.ofSeconds(1));
        assertThat(quotas.owe(ONE, "StateTransition", 0)).isZero();
        assertThat(quotas.owe(ONE, "StateTransition", 1)).isEqualTo(Duration.ofMillis(200));
        assertThat(quotas.owe(OTHER, "StateTransition", 1_000)).isZero();
    }

    @Test
    void beyondTheMostThatIsRememberedNobodyIsKeptOut() {
        quotas.settle(new Allowances(Multiple.OFF, 1, Map.of(ONE, Map.of(ACTION, new Quota.Bucket(1, 1)))));
        IntStream.range(0, Quotas.MOST).forEach(i -> quotas.take(ONE, ACTION, "subject " + i));
        assertThat(taken(ONE, ACTION, 5)).isEqualTo(5);
        pass(Duration.ofSeconds(5));
        assertThat(quotas.uses()).isEmpty();
        assertThat(taken(ONE, ACTION, 5)).isEqualTo(1);
    }

    @Test
    void manyAtOnceTakeNoMoreThanThereIs() throws InterruptedException {
        quotas.settle(new Allowances(Multiple.AWS, 1, Map.of()));
        AtomicInteger all = new AtomicInteger();
        List<Thread> threads = IntStream.range(0, 8)
                .mapToObj(i -> Thread.ofPlatform().start(() -> all.addAndGet((int) taken(ONE, ACTION, 200))))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(all).hasValue(300);
    }
}
