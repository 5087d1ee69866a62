package dev.stepwell.engine.swf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepwell.engine.decision.Sent;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.turn.Beat;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Limits;
import dev.stepwell.engine.turn.Outcome;
import dev.stepwell.engine.turn.ParentTask;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.engine.turn.SwfInput;
import dev.stepwell.engine.turn.SwfInput.ListOverride;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.engine.turn.Turn;
import dev.stepwell.engine.workflow.ChildPolicy;
import dev.stepwell.engine.workflow.Initiator;
import dev.stepwell.engine.workflow.SwfFacts;
import dev.stepwell.engine.workflow.SwfSettings;
import dev.stepwell.engine.workflow.SwfType;
import dev.stepwell.engine.workflow.Timeout;
import dev.stepwell.engine.workflow.WorkflowExecution;
import dev.stepwell.names.ExecutionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One workflow execution and a clock that is cranked by hand. Every turn is made three times, on the live state, on the fold of the records
 * and on a snapshot of that: the same must come of it (laws 1 and 2).
 */
final class SwfWorld {
    static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    static final String RUN_ID = "019b7000-0000-7000-8000-000000000001";
    static final Initiator PARENT = new Initiator(new WorkflowExecution("parent", "parent-run"), 5);
    private static final long SEED = 7;

    final SwfMachine machine = new SwfMachine();
    final List<JournalRecord> records = new ArrayList<>();
    final Map<TaskRef, Beat> beats = new HashMap<>();
    private final Limits limits;
    SwfRun run = new SwfRun();
    Instant now = BEGIN;
    private long polls;
    private long calls;

    SwfWorld(Limits limits) {
        this.limits = limits;
    }

    static Limits limits(int recordsPerTurn) {
        return new Limits(262_144, 25_000, recordsPerTurn, 40, 3);
    }

    static SwfSettings settings(Timeout execution, Timeout task, ChildPolicy policy, Optional<String> lambdaRole) {
        return new SwfSettings(
                new SwfType("order", "1"),
                "deciders",
                Optional.empty(),
                execution,
                task,
                policy,
                lambdaRole,
                List.of("tag"));
    }

    static SwfSettings settings() {
        return settings(Timeout.of(3_600), Timeout.of(60), ChildPolicy.TERMINATE, Optional.of("role"));
    }

    static StartFacts facts(SwfSettings settings, Optional<Initiator> parent) {
        String domain = "arn:aws:swf:us-east-1:123456789012:/domain/orders";
        SwfFacts swf = new SwfFacts(
                "orders", new WorkflowExecution("order-1", RUN_ID), settings, true, Optional.empty(), parent);
        return StartFacts.of(
                        domain + "/execution/" + RUN_ID,
                        "order-1",
                        domain,
                        "swf:orders",
                        "",
                        "",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        1)
                .withParent(parent.map(
                        from -> new ParentTask(ExecutionId.of(RUN_ID), new TaskRef(from.initiatedEventId(), 0))))
                .withSwf(Optional.of(swf));
    }

    Outcome<SwfRun> start(StartFacts facts) {
        return handle(new Input.Start(facts, Payload.of("in")));
    }

    Outcome<SwfRun> handle(Input... inputs) {
        return handle(List.of(inputs));
    }

    Outcome<SwfRun> handle(List<Input> inputs) {
        Turn turn = new Turn(now, SEED, task -> "token-" + task.scheduledEventId(), limits);
        SwfRun folded = fold(records);
        List<Outcome<SwfRun>> again = new ArrayList<>();
        if (folded.isOpen()) {
            SwfRun thawed =
                    SwfSnapshot.read(folded.facts(), SwfSnapshot.write(folded)).orElseThrow();
            assertThat(machine.pending(thawed, turn)).isEqualTo(machine.pending(run, turn));
            again.add(machine.handle(thawed, inputs, turn));
        }
        again.add(machine.handle(folded, inputs, turn));
        Outcome<SwfRun> outcome = machine.handle(run, inputs, turn);
        for (Outcome<SwfRun> other : again) {
            assertThat(other.records()).isEqualTo(outcome.records());
            assertThat(other.effects()).isEqualTo(outcome.effects());
            assertThat(other.replies()).isEqualTo(outcome.replies());
        }
        run = outcome.state();
        records.addAll(outcome.records());
        return outcome;
    }

    SwfRun fold(List<JournalRecord> journal) {
        SwfRun folded = new SwfRun();
        for (JournalRecord record : journal) {
            folded = machine.apply(folded, record);
        }
        return folded;
    }

    /** Takes over from records alone, as a node does after a crash. */
    void recover(List<JournalRecord> journal) {
        run = fold(journal);
        records.addAll(journal);
        now = journal.getLast().at();
    }

    Outcome<SwfRun> take(TaskRef task, String worker) {
        return handle(new Input.HandOut(++calls, task, Optional.of(worker), ++polls));
    }

    /** The same worker asks the same question once more, as the answer was lost on its way. */
    Outcome<SwfRun> askAgain(TaskRef task) {
        return handle(new Input.HandOut(++calls, task, Optional.empty(), polls));
    }

    Outcome<SwfRun> decide(List<Sent> decisions) {
        return decide(decisions, Optional.empty(), Optional.empty());
    }

    /** Answers the decision task, which is taken first if nobody has. */
    Outcome<SwfRun> decide(List<Sent> decisions, Optional<String> context, Optional<ListOverride> override) {
        DecisionTask task = open(run.decisionTask);
        if (task.phase() == DecisionTask.Phase.SCHEDULED) {
            take(task.ref(), "decider");
        }
        return handle(
                new SwfInput.DecisionsCompleted(++calls, task.ref(), decisions, context.map(Payload::of), override));
    }

    private static DecisionTask open(@Nullable DecisionTask task) {
        assertThat(task).as("an open decision task").isNotNull();
        return Objects.requireNonNull(task);
    }

    ActivityTask activity(String activityId) {
        return run.activities.values().stream()
                .filter(task -> task.scheduled().activityId().equals(activityId))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no activity " + activityId));
    }

    /** The same activity, with somebody working on it. */
    ActivityTask begun(String activityId) {
        ActivityTask task = activity(activityId);
        if (task.phase() == ActivityTask.Phase.SCHEDULED) {
            take(task.ref(), "worker");
        }
        return activity(activityId);
    }

    Outcome<SwfRun> complete(String activityId, Optional<String> result) {
        return handle(new SwfInput.ActivityCompleted(call(), begun(activityId).ref(), result.map(Payload::of)));
    }

    long call() {
        return ++calls;
    }

    /** Wakes the run whenever something is due, up to that time. Gives all that comes of it. */
    List<Outcome<SwfRun>> pass(long seconds) {
        Instant until = now.plusSeconds(seconds);
        List<Outcome<SwfRun>> outcomes = new ArrayList<>();
        Optional<Instant> due = Deadlines.next(run);
        while (due.isPresent() && !due.get().isAfter(until)) {
            now = due.get().isAfter(now) ? due.get() : now;
            outcomes.add(handle(new Input.Wake(beats)));
            due = Deadlines.next(run);
        }
        now = until;
        return outcomes;
    }

    static boolean wantsMore(Outcome<SwfRun> outcome) {
        return outcome.effects().stream().anyMatch(Effect.GoOn.class::isInstance);
    }
}
