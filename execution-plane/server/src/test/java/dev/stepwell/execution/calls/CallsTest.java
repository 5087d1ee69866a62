package dev.stepwell.execution.calls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Reply;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.engine.workflow.ClientRequest;
import dev.stepwell.execution.fakes.HandClock;
import dev.stepwell.execution.fakes.Rig;
import dev.stepwell.execution.journal.memory.MemoryStore;
import dev.stepwell.execution.turns.Bounds;
import dev.stepwell.execution.turns.NotDone;
import dev.stepwell.names.ExecutionKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Calls between two nodes on one store, one of which may be cut off, frozen or gone. */
class CallsTest {
    private static final TaskRef TASK = new TaskRef(3, 0);

    private final HandClock clock = new HandClock(Rig.DAWN);
    private final MemoryStore store = new MemoryStore(clock::now);
    private final Map<String, Rig> reachable = new HashMap<>();
    private final Rig a = node("a");
    private final Rig b = node("b");
    private final ExecutionKey key = a.newKey();

    private Rig node(String name) {
        Rig rig = new Rig(clock, store, name, Rig.byAddress(reachable), Bounds.USUAL);
        reachable.put(name + ":1", rig);
        return rig;
    }

    @Test
    void aCallGoesToTheHolder() {
        a.start(key, "activity", "activity");
        clock.settle();

        CompletableFuture<Reply.Answer> done = b.succeed(key, TASK);
        clock.settle();

        assertThat(done).isCompletedWithValue(new Reply.Accepted());
        assertThat(a.offers).hasSize(2);
        assertThat(b.offers).isEmpty();
        assertThat(store.find(key).orElseThrow().lease().epoch()).isEqualTo(1);
    }

    @Test
    void aHolderThatHasLeftIsReplacedAtOnce() {
        a.start(key, "activity", "activity");
        clock.settle();
        a.membership.leave();
        reachable.remove("a:1");

        CompletableFuture<Reply.Answer> done = b.succeed(key, TASK);
        clock.settle();

        assertThat(done).isCompletedWithValue(new Reply.Accepted());
        assertThat(b.offers).hasSize(1);
        assertThat(store.find(key).orElseThrow().lease().epoch()).isEqualTo(2);
    }

    @Test
    void aHolderThatCannotBeReachedButLivesIsWaitedFor() {
        a.start(key, "activity", "activity");
        clock.settle();
        reachable.remove("a:1");

        CompletableFuture<Reply.Answer> done = b.succeed(key, TASK);
        clock.pass(Duration.ofSeconds(3));
        assertThat(done).isNotDone();
        reachable.put("a:1", a);
        clock.pass(Duration.ofSeconds(1));

        assertThat(done).isCompletedWithValue(new Reply.Accepted());
        assertThat(store.find(key).orElseThrow().lease().epoch()).isEqualTo(1);
    }

    @Test
    void waitingHasAnEnd() {
        a.start(key, "activity");
        clock.settle();
        reachable.remove("a:1");

        CompletableFuture<Reply.Answer> done = b.succeed(key, TASK);
        clock.pass(Calls.PATIENCE.plusSeconds(1));

        assertThat(done).failsWithin(Duration.ZERO).withThrowableThat().withCauseInstanceOf(NotDone.Unavailable.class);
    }

    @Test
    void whatIsBroughtOnceMoreIsStillKnown() {
        assertThat(ClientRequest.REMEMBERED).isGreaterThan(Calls.PATIENCE.multipliedBy(2));
    }

    @Test
    void aTakeoverAsksAgainForWhatTheExecutionWaitsFor() {
        a.start(key, "activity");
        clock.settle();
        a.membership.leave();

        b.turns.deliver(key, new Input.Continue());
        clock.settle();

        assertThat(b.offers).isEqualTo(a.offers);
        assertThat(store.find(key).orElseThrow().lease().epoch()).isEqualTo(2);
    }

    @Test
    void whoWasReplacedFindsOutByItsNextCommitAndForwards() {
        a.start(key, "activity", "activity");
        clock.settle();
        store.leave(a.membership.me());
        b.turns.deliver(key, new Input.Continue());
        clock.settle();
        assertThat(store.find(key).orElseThrow().lease().epoch()).isEqualTo(2);

        CompletableFuture<Reply.Answer> done = a.succeed(key, TASK);
        clock.settle();

        assertThat(done).isCompletedWithValue(new Reply.Accepted());
        assertThat(a.committer.counts().stale()).isEqualTo(1);
        assertThat(b.offers).hasSize(2);
    }

    @Test
    void anEndedExecutionAnswersEverywhere() {
        a.start(key, "activity");
        clock.settle();
        a.succeed(key, TASK);
        clock.settle();

        CompletableFuture<Reply.Answer> late = b.succeed(key, TASK);
        clock.settle();

        assertThat(late).isCompletedWithValue(new Reply.TaskClosed());
    }

    @Test
    void thereIsNoCallToNobody() {
        CompletableFuture<Reply.Answer> lost = b.succeed(key, TASK);
        clock.settle();

        assertThat(lost).failsWithin(Duration.ZERO).withThrowableThat().withCauseInstanceOf(NotDone.Unknown.class);
    }
}
