package dev.stepwell.execution.leases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepwell.execution.fakes.HandClock;
import dev.stepwell.execution.fakes.Rig;
import dev.stepwell.execution.journal.memory.MemoryStore;
import dev.stepwell.execution.ports.Incarnation;
import dev.stepwell.execution.ports.Store.NodeRow;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MembershipTest {
    private final HandClock clock = new HandClock(Rig.DAWN);
    private final MemoryStore store = new MemoryStore(clock::now);
    private final AtomicInteger lost = new AtomicInteger();

    private Membership member(String name) {
        return member(name, clock);
    }

    private Membership member(String name, HandClock clock) {
        Random random = new Random(name.hashCode());
        Membership membership = new Membership(store, clock, () -> random, name, name + ":1");
        membership.start(lost::incrementAndGet);
        return membership;
    }

    @Test
    void aNodeStaysAliveByRenewingItself() {
        Membership a = member("a");
        clock.pass(Duration.ofMinutes(1));

        assertThat(store.nodes()).hasSize(1);
        assertThat(a.place()).contains(0);
        assertThat(lost).hasValue(0);
    }

    @Test
    void nodesAgreeOnTheirPlaces() {
        Membership b = member("b");
        Membership a = member("a");
        clock.pass(Duration.ofSeconds(5));

        assertThat(a.place()).contains(0);
        assertThat(b.place()).contains(1);
    }

    @Test
    void anEndedLifeBeginsAnewAsAnother() {
        Membership a = member("a");
        Incarnation first = a.me();
        store.leave(first);
        clock.pass(Duration.ofSeconds(2));

        assertThat(lost).hasValue(1);
        assertThat(a.me()).isNotEqualTo(first);
        assertThat(store.nodes()).extracting(node -> node.incarnation()).containsExactly(a.me());
    }

    @Test
    void aLifeThatRanOutIsEndedByAnotherNode() {
        HandClock standing = new HandClock(Rig.DAWN);
        Membership a = member("a", standing);
        Incarnation first = a.me();
        member("b");
        clock.pass(Membership.LIFE.plusSeconds(2));
        assertThat(store.nodes()).extracting(NodeRow::name).containsExactly("b");

        standing.pass(Duration.ofSeconds(2));
        assertThat(lost).hasValue(1);
        assertThat(a.me()).isNotEqualTo(first);
        assertThat(store.nodes()).extracting(NodeRow::name).containsExactly("a", "b");
    }

    @Test
    void aLifeThatNobodyEndedGoesOnHoweverLate() {
        HandClock standing = new HandClock(Rig.DAWN);
        Membership a = member("a", standing);
        Incarnation first = a.me();
        clock.pass(Duration.ofHours(1));
        standing.pass(Duration.ofSeconds(2));

        assertThat(lost).hasValue(0);
        assertThat(a.me()).isEqualTo(first);
    }

    @Test
    void leavingFreesAtOnce() {
        Membership a = member("a");
        a.leave();
        clock.pass(Duration.ofSeconds(10));

        assertThat(store.nodes()).isEmpty();
    }
}
