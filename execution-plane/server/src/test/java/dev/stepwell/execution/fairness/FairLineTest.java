package dev.stepwell.execution.fairness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stepwell.names.TenantId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The targets of fairness between tenants (F2 to F4), of the order alone: no clock, no threads. */
class FairLineTest {
    private static final TenantId ONE = new TenantId(1);
    private static final TenantId TWO = new TenantId(2);

    private final FairLine<String> line = new FairLine<>(tenant -> 1);

    @Test
    void aTenantsThingsKeepTheirOrder() {
        for (String name : List.of("a", "b", "c")) {
            line.add(ONE, name);
        }

        assertThat(drain(line)).containsExactly("a", "b", "c");
        assertThat(line.isEmpty()).isTrue();
        assertThat(line.poll()).isEmpty();
    }

    /** F4: of whoever comes while others queue thousands, the next cycle takes the first. */
    @Test
    void aSingleThingIsNextAfterOneOfEachOther() {
        for (long tenant = 10; tenant < 20; tenant++) {
            for (int i = 0; i < 5_000; i++) {
                line.add(new TenantId(tenant), "flood");
            }
        }
        for (int i = 0; i < 12_345; i++) {
            line.poll();
        }
        line.add(ONE, "single");

        int before = 0;
        while (!line.poll().orElseThrow().equals("single")) {
            before++;
        }
        assertThat(before).isLessThanOrEqualTo(10);
    }

    /** F2: ten tenants of equal weight that always have something waiting, but of very different numbers. */
    @Test
    void equalTenantsHaveEqualShares() {
        FairLine<TenantId> ten = new FairLine<>(tenant -> 1);
        for (long tenant = 1; tenant <= 10; tenant++) {
            for (int i = 0; i < 1_000 * tenant; i++) {
                ten.add(new TenantId(tenant), new TenantId(tenant));
            }
        }
        Map<TenantId, Integer> shares = take(ten, 5_000);

        assertThat(jain(shares)).isGreaterThan(0.9999);
    }

    /** F3. */
    @ParameterizedTest
    @ValueSource(ints = {70, 700, 7_000})
    void weightsAreShares(int taken) {
        FairLine<TenantId> three = new FairLine<>(tenant -> tenant.value());
        for (long tenant : new long[] {1, 2, 4}) {
            for (int i = 0; i < 10_000; i++) {
                three.add(new TenantId(tenant), new TenantId(tenant));
            }
        }
        Map<TenantId, Integer> shares = take(three, taken);

        shares.forEach((tenant, count) ->
                assertThat(count / (double) taken).isCloseTo(tenant.value() / 7.0, within(0.01 + 1.0 / taken)));
    }

    /** Whoever comes and goes, so that its line is empty again and again, gets no more than whoever stays. */
    @Test
    void comingAndGoingGainsNothing() {
        FairLine<TenantId> two = new FairLine<>(tenant -> 1);
        for (int i = 0; i < 10_000; i++) {
            two.add(TWO, TWO);
        }
        Map<TenantId, Integer> shares = new HashMap<>();
        two.add(ONE, ONE);
        for (int i = 0; i < 1_000; i++) {
            TenantId taken = two.poll().orElseThrow();
            shares.merge(taken, 1, Integer::sum);
            if (taken.equals(ONE)) {
                two.add(ONE, ONE); // only when the one before is out
            }
        }

        assertThat(shares.get(ONE)).isBetween(499, 501);
    }

    @Test
    void whoSleptHasSavedNothingUp() {
        for (int i = 0; i < 1_000; i++) {
            line.add(ONE, "awake");
        }
        for (int i = 0; i < 500; i++) {
            line.poll();
        }
        for (int i = 0; i < 100; i++) {
            line.add(TWO, "slept");
        }
        List<String> next = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            next.add(line.poll().orElseThrow());
        }

        assertThat(next.stream().filter("slept"::equals)).hasSizeBetween(9, 11);
    }

    @Test
    void whatIsPutBackIsAsIfItHadNotBeenTaken() {
        line.add(ONE, "a");
        line.add(ONE, "b");
        line.add(TWO, "c");
        String taken = line.poll().orElseThrow();
        line.putBack(ONE, taken);

        assertThat(line.peek(ONE)).contains("a");
        assertThat(line.size()).isEqualTo(3);
        assertThat(drain(line)).containsSubsequence("a", "b").contains("c").hasSize(3);
    }

    @Test
    void nothingIsLostWhateverIsDone() {
        Random random = new Random(7);
        FairLine<Integer> busy = new FairLine<>(tenant -> 1 + tenant.value() % 3);
        int in = 0;
        List<Integer> out = new ArrayList<>();
        List<TenantId> owners = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            if (random.nextInt(5) < 3) {
                TenantId tenant = new TenantId(1 + random.nextInt(7));
                owners.add(tenant);
                busy.add(tenant, in++);
            } else {
                busy.poll().ifPresent(taken -> {
                    if (random.nextInt(10) == 0) {
                        busy.putBack(owners.get(taken), taken);
                    } else {
                        out.add(taken);
                    }
                });
            }
        }
        out.addAll(drain(busy));

        assertThat(out).hasSize(in).doesNotHaveDuplicates();
        for (long tenant = 1; tenant <= 7; tenant++) {
            TenantId whose = new TenantId(tenant);
            assertThat(out.stream().filter(one -> owners.get(one).equals(whose)).toList())
                    .isSorted();
        }
    }

    private static <T> List<T> drain(FairLine<T> line) {
        List<T> all = new ArrayList<>();
        while (!line.isEmpty()) {
            all.add(line.poll().orElseThrow());
        }
        return all;
    }

    private static Map<TenantId, Integer> take(FairLine<TenantId> line, int count) {
        Map<TenantId, Integer> shares = new HashMap<>();
        for (int i = 0; i < count; i++) {
            shares.merge(line.poll().orElseThrow(), 1, Integer::sum);
        }
        return shares;
    }

    /** Jain's index: 1 when all have the same. */
    private static double jain(Map<TenantId, Integer> shares) {
        double sum = shares.values().stream().mapToDouble(x -> x).sum();
        double squares =
                shares.values().stream().mapToDouble(x -> (double) x * x).sum();
        return sum * sum / (shares.size() * squares);
    }
}
