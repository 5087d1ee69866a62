package dev.stepwell.execution.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.RunStatus;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.execution.ports.ExecutionRow;
import dev.stepwell.execution.ports.TurnCommit;
import dev.stepwell.execution.ports.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Names that are unique among open executions only: free again with an end, or the successor's, with nobody in between. */
abstract class StoreNamesConformance extends StoreFixture {
    private static final String MACHINE = "swf:shop";
    private static final TaskRef TASK = new TaskRef(2, 0);

    private static Effect.OpenTask open() {
        return Effect.OpenTask.ofActivity(TASK, "arn:aws:states:us-east-1:123456789012:activity:names");
    }

    private Optional<ExecutionRow> holder(TestRun run) {
        return store.findByName(tenant, TestRun.REGION, run.machine, run.name);
    }

    @Test
    void aNameIsFreeWhenItsHolderHasEnded() {
        TestRun first = start(newRun(MACHINE, "order-1"));
        must(first, first.passing(first.turn(succeeded("1")), Optional.empty()));
        assertThat(holder(first)).isEmpty();
        assertThat(row(first).status()).isEqualTo(RunStatus.SUCCEEDED);

        TestRun second = start(newRun(MACHINE, "order-1"));
        assertThat(holder(first)).contains(row(second));
        assertThat(commit(newRun(MACHINE, "order-1").birth())).isEqualTo(new Verdict.NameTaken(row(second)));
    }

    @Test
    void whoHasEndedDoesNotFreeWhatIsAnothersByNow() {
        TestRun first = start(newRun(MACHINE, "order-1"));
        must(first, first.passing(first.turn(succeeded("1")), Optional.empty()));
        TestRun second = start(newRun(MACHINE, "order-1"));
        must(first, TestRun.takingOver(first.passing(first.turn(), Optional.empty())));
        assertThat(holder(first)).contains(row(second));
    }

    @Test
    void theSuccessorIsThereWithTheEnd() {
        TestRun first = start(newRun(MACHINE, "order-1"), open());
        tick();
        TestRun next = newRun(MACHINE, "order-1");
        next.input = Payload.of("\"" + "n".repeat(5_000) + "\"");
        Instant wake = next.now.plus(Duration.ofDays(1));
        TurnCommit birth = next.birth(open(), new Effect.WakeAt(wake));
        must(first, first.passing(first.turn(succeeded("1")), Optional.of(birth)));
        next.follow(birth);

        assertThat(row(first).status()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(holder(first)).contains(row(next));
        assertThat(row(next).status()).isEqualTo(RunStatus.RUNNING);
        assertThat(row(next).startDate()).isEqualTo(next.now);
        assertThat(loaded(next).records()).isEqualTo(birth.records());
        assertThat(store.openOffers(now().plusSeconds(60), 100_000))
                .filteredOn(offer -> offer.key().tenant().equals(tenant))
                .extracting(offer -> offer.key())
                .containsExactly(next.key);
        assertThat(store.wakeUps(allSlots(), wake.plusSeconds(1), 100_000))
                .filteredOn(due -> due.key().tenant().equals(tenant))
                .extracting(due -> due.key())
                .containsExactly(next.key);
        must(next, next.turn(new Effect.TaskHandedOut(TASK)));
        must(next, next.passing(next.turn(succeeded("2")), Optional.empty()));
        assertThat(holder(first)).isEmpty();
    }

    @Test
    void thereIsNoSuccessorOfATurnThatDropsOut() {
        TestRun first = start(newRun(MACHINE, "order-1"));
        TestRun next = newRun(MACHINE, "order-1");
        TurnCommit late = first.seenBy(first.owner)
                .passing(first.seenBy(first.owner).turn(succeeded("1")), Optional.of(next.birth()));
        must(first, first.turn());
        TestRun neighbour = newRun(MACHINE, "order-2");
        assertThat(store.commit(List.of(late, neighbour.birth()))).containsExactly(STALE, COMMITTED);

        assertThat(store.find(next.key)).isEmpty();
        assertThat(holder(first)).contains(row(first));
        assertThat(row(first).status()).isEqualTo(RunStatus.RUNNING);
    }

    @Test
    void thereIsNoSuccessorWhereAHeartbeatCameBefore() {
        TestRun first = start(newRun(MACHINE, "order-1"), open());
        must(first, first.turn(new Effect.TaskHandedOut(TASK)));
        store.beat(first.key, TASK);
        TestRun next = newRun(MACHINE, "order-1");
        TurnCommit late = TestRun.seeing(first.turn(succeeded("1")), Map.of(TASK, Instant.EPOCH));
        assertThat(commit(first.passing(late, Optional.of(next.birth())))).isEqualTo(STALE);

        assertThat(store.find(next.key)).isEmpty();
        assertThat(holder(first)).contains(row(first));
    }

    @Test
    void neighboursHaveSuccessorsOfTheirOwn() {
        TestRun one = start(newRun(MACHINE, "order-1"));
        TestRun two = start(newRun(MACHINE, "order-2"));
        TestRun three = start(newRun(MACHINE, "order-3"));
        TestRun nextOne = newRun(MACHINE, "order-1");
        TestRun nextThree = newRun(MACHINE, "order-3");
        List<Verdict> verdicts = store.commit(List.of(
                one.passing(one.turn(succeeded("1")), Optional.of(nextOne.birth())),
                two.passing(two.turn(succeeded("2")), Optional.empty()),
                three.passing(three.turn(succeeded("3")), Optional.of(nextThree.birth()))));

        assertThat(verdicts).containsExactly(COMMITTED, COMMITTED, COMMITTED);
        assertThat(holder(one)).contains(row(nextOne));
        assertThat(holder(two)).isEmpty();
        assertThat(holder(three)).contains(row(nextThree));
    }

    @Test
    void aDoubtAboutAnEndIsSettledWithItsSuccessor() {
        TestRun first = start(newRun(MACHINE, "order-1"));
        TestRun next = newRun(MACHINE, "order-1");
        TurnCommit end = first.passing(first.turn(succeeded("1")), Optional.of(next.birth()));
        assertThat(store.settle(List.of(end))).containsExactly(STALE);
        must(first, end);
        assertThat(store.settle(List.of(end))).containsExactly(COMMITTED);
        assertThat(store.find(next.key)).isPresent();
    }
}
