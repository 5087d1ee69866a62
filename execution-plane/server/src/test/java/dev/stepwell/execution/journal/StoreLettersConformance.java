package dev.stepwell.execution.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.Letter;
import dev.stepwell.engine.turn.ParentTask;
import dev.stepwell.engine.turn.SwfEffect;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.execution.ports.ChildIds;
import dev.stepwell.execution.ports.ExecutionRow;
import dev.stepwell.execution.ports.Incarnation;
import dev.stepwell.execution.ports.TurnCommit;
import dev.stepwell.execution.ports.Verdict;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.ExecutionKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Letters between executions: put into an inbox by one commit, taken away by another, each exactly once. */
abstract class StoreLettersConformance extends StoreNamesConformance {
    private static final TaskRef TASK = new TaskRef(5, 1);
    private static final int MANY = 100_000;

    @Test
    void aLetterLiesThereUntilItIsTakenIn() {
        TestRun parent = started();
        TestRun child = started();
        Letter.Slip slip = new Letter.Slip(child.key.id(), Letter.Kind.CHILD_ENDED, TASK);
        assertThat(store.inbox(parent.key, MANY)).isEmpty();

        must(child, child.turn(tell(parent), succeeded("1")));
        assertThat(store.inbox(parent.key, MANY)).containsExactly(slip);
        assertThat(store.inbox(child.key, MANY)).isEmpty();
        assertThat(store.inbox(new ExecutionKey(newTenant(), parent.key.id()), MANY))
                .isEmpty();

        must(parent, parent.turn(new Effect.TakenIn(slip)));
        assertThat(store.inbox(parent.key, MANY)).isEmpty();
        must(parent, parent.turn(new Effect.TakenIn(slip)));
    }

    @Test
    void aTurnThatDropsOutSendsAndTakesNothing() {
        TestRun parent = started();
        TestRun child = started();
        TurnCommit late = child.seenBy(child.owner).turn(tell(parent));
        must(child, child.turn());
        assertThat(commit(late)).isEqualTo(STALE);
        assertThat(store.inbox(parent.key, MANY)).isEmpty();

        must(child, child.turn(tell(parent)));
        Letter.Slip slip = store.inbox(parent.key, MANY).getFirst();
        TurnCommit stale = parent.seenBy(parent.owner).turn(new Effect.TakenIn(slip));
        must(parent, parent.turn());
        assertThat(commit(stale)).isEqualTo(STALE);
        assertThat(store.inbox(parent.key, MANY)).containsExactly(slip);
    }

    @Test
    void onlyTheLetterThatIsMeantIsTaken() {
        TestRun parent = started();
        TestRun child = started();
        must(child, child.turn(tell(parent)));
        tick();
        TestRun sibling = started();
        must(sibling, sibling.turn(tell(parent)));
        List<Letter.Slip> both = store.inbox(parent.key, MANY);
        assertThat(both).extracting(Letter.Slip::sender).containsExactly(child.key.id(), sibling.key.id());
        assertThat(store.inbox(parent.key, 1)).containsExactly(both.getFirst());
        Letter.Slip other = new Letter.Slip(child.key.id(), Letter.Kind.GIVEN_UP, TASK);
        must(parent, parent.turn(new Effect.TakenIn(other), new Effect.TakenIn(both.get(1))));
        assertThat(store.inbox(parent.key, MANY)).containsExactly(both.getFirst());
    }

    @Test
    void sendingTwiceIsSendingOnce() {
        TestRun parent = started();
        TestRun child = started();
        must(child, child.turn(tell(parent), tell(parent)));
        must(child, child.turn(tell(parent)));
        assertThat(store.inbox(parent.key, MANY)).hasSize(1);
    }

    @Test
    void aChildIsToldThatItIsGivenUpWhetherItIsThereOrNot() {
        TestRun parent = started();
        Instant began = now();
        ExecutionKey child = ChildIds.keyOf(parent.key, TASK, began);
        must(parent, parent.turn(new Effect.GiveUpChild(TASK, began), succeeded("1")));
        assertThat(store.inbox(child, MANY))
                .containsExactly(new Letter.Slip(parent.key.id(), Letter.Kind.GIVEN_UP, TASK));
    }

    @Test
    void whoEndsLeavesItselfANote() {
        TestRun run = started();
        must(run, run.turn(new SwfEffect.NoteUnsent(5), succeeded("1")));
        Letter.Slip note = new Letter.Slip(run.key.id(), Letter.Kind.UNSENT, new TaskRef(5, 0));
        assertThat(store.inbox(run.key, MANY)).containsExactly(note);
        tick();
        assertThat(receivers(now())).contains(run.key);

        TestRun elsewhere = run.seenBy(newNode());
        must(elsewhere, TestRun.takingOver(elsewhere.rows(new Effect.TakenIn(note))));
        assertThat(store.inbox(run.key, MANY)).isEmpty();
    }

    @Test
    void whatHasEndedTakesInWhateverNodeItIs() {
        TestRun parent = started();
        must(parent, parent.turn(succeeded("1")));
        TestRun child = started();
        must(child, child.turn(tell(parent), succeeded("2")));
        Letter.Slip slip = store.inbox(parent.key, MANY).getFirst();

        Incarnation other = newNode();
        TestRun elsewhere = parent.seenBy(other);
        must(elsewhere, TestRun.takingOver(elsewhere.rows(new Effect.TakenIn(slip))));
        assertThat(store.inbox(parent.key, MANY)).isEmpty();
        assertThat(row(parent).status().isTerminal()).isTrue();
    }

    @Test
    void receiversAreFoundByTheAgeOfTheirLetters() {
        TestRun first = started();
        TestRun second = started();
        TestRun child = started();
        must(child, child.turn(tell(first)));
        tick();
        must(child, child.turn(tell(second)));
        assertThat(receivers(Instant.now().plusSeconds(3600))).containsExactly(first.key, second.key);
        assertThat(receivers(now().minusSeconds(60))).isEmpty();
        assertThat(store.receivers(Instant.now().plusSeconds(3600), 1)).hasSize(1);
    }

    @Test
    void lettersToNobodyAreThrownAwayWhenTheyAreOld() {
        TestRun parent = started();
        TestRun child = started();
        Instant began = now();
        ExecutionKey nobody = ChildIds.keyOf(parent.key, TASK, began);
        must(parent, parent.turn(new Effect.GiveUpChild(TASK, began)));
        must(child, child.turn(tell(parent)));
        Instant later = Instant.now().plusSeconds(3600);

        store.discardLetters(nobody, now().minusSeconds(60));
        assertThat(store.inbox(nobody, MANY)).hasSize(1);
        store.discardLetters(nobody, later);
        store.discardLetters(parent.key, later);
        assertThat(store.inbox(nobody, MANY)).isEmpty();
        assertThat(store.inbox(parent.key, MANY)).as("it is there").hasSize(1);
    }

    @Test
    void aParentIsKept() {
        TestRun run = newRun();
        run.parent = Optional.of(new ParentTask(new ExecutionId(UUID.randomUUID()), TASK));
        start(run);
        assertThat(row(run).facts()).isEqualTo(run.facts());
        assertThat(loaded(run).records()).hasSize(2);
    }

    @Test
    void whoIsBornTwiceIsToldOfItself() {
        TestRun run = started();
        run.now = run.now.plusMillis(5);
        TestRun again = run.seenBy(run.owner);
        TurnCommit birth = again.birth();
        assertThat(holder(commit(birth)).key()).isEqualTo(run.key);
        assertThat(holder(store.settle(List.of(birth)).getFirst()).key()).isEqualTo(run.key);
        must(run, run.turn());
    }

    private static ExecutionRow holder(Verdict verdict) {
        return ((Verdict.NameTaken) verdict).holder();
    }

    private static Effect tell(TestRun parent) {
        return new Effect.TellParent(new ParentTask(parent.key.id(), TASK));
    }

    private List<ExecutionKey> receivers(Instant before) {
        return store.receivers(before, MANY).stream()
                .filter(key -> key.tenant().equals(tenant))
                .toList();
    }
}
