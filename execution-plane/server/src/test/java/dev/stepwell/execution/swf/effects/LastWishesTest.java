package dev.stepwell.execution.swf.effects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepwell.engine.decision.Decision;
import dev.stepwell.engine.decision.Registered;
import dev.stepwell.engine.decision.Sent;
import dev.stepwell.engine.decision.WorkflowOptions;
import dev.stepwell.engine.record.SwfExecutionChange;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Limits;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.engine.turn.SwfInput;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.engine.workflow.ChildPolicy;
import dev.stepwell.engine.workflow.SwfFacts;
import dev.stepwell.engine.workflow.SwfSettings;
import dev.stepwell.engine.workflow.SwfType;
import dev.stepwell.engine.workflow.TerminatedCause;
import dev.stepwell.engine.workflow.Timeout;
import dev.stepwell.engine.workflow.WorkflowExecution;
import dev.stepwell.execution.definitions.SwfProgram;
import dev.stepwell.execution.fakes.HandClock;
import dev.stepwell.execution.fakes.Rig;
import dev.stepwell.execution.journal.memory.Faults;
import dev.stepwell.execution.journal.memory.FaultyStore;
import dev.stepwell.execution.journal.memory.MemoryStore;
import dev.stepwell.execution.mapruns.NoReaders;
import dev.stepwell.execution.ports.Birth;
import dev.stepwell.execution.ports.Computing;
import dev.stepwell.execution.ports.ExecutionRow;
import dev.stepwell.execution.ports.Ports;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.execution.ports.SwfBirths;
import dev.stepwell.execution.ports.TurnCommit;
import dev.stepwell.execution.ready.MemoryQueue;
import dev.stepwell.execution.shell.ExecutionShell;
import dev.stepwell.execution.shell.ShellSettings;
import dev.stepwell.execution.turns.Effects;
import dev.stepwell.execution.turns.Machinery;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.Uuid7;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A run ends with the very answer that wants something of others, and its node dies before it can do it: another node does. */
class LastWishesTest {
    private static final TaskRef FIRST_DECISION = new TaskRef(2, 0);
    private static final int MANY = 100;
    private static final WorkflowOptions OPTIONS = new WorkflowOptions(
            Optional.of("deciders"),
            Optional.empty(),
            Optional.of(Timeout.of(3_600)),
            Optional.of(Timeout.of(60)),
            Optional.of(ChildPolicy.REQUEST_CANCEL),
            Optional.empty());

    private final HandClock clock = new HandClock(Rig.DAWN);
    private final Store store = new MemoryStore(clock::now);
    private final Random random = new Random(1);
    private final Map<String, ExecutionShell> shells = new HashMap<>();
    private final Blackout blackout = new Blackout();
    private final ExecutionShell doomed = node("a", new FaultyStore(store, blackout));
    private final ExecutionShell other = node("b", store);

    /** The store cannot be reached any more once a certain run has ended. */
    private static final class Blackout implements Faults {
        private Optional<ExecutionKey> last = Optional.empty();
        private boolean over;

        void after(ExecutionKey run) {
            last = Optional.of(run);
        }

        @Override
        public Fate commit(List<TurnCommit> group) {
            Fate fate = over ? Fate.FAILS : Fate.WELL;
            over |= group.stream()
                    .anyMatch(turn -> last.equals(Optional.of(turn.key()))
                            && turn.rows().stream().anyMatch(Effect.Close.class::isInstance));
            return fate;
        }

        @Override
        public boolean fails(String method) {
            return over;
        }
    }

    private ExecutionShell node(String name, Store way) {
        Ports ports = new Ports(
                way,
                new MemoryQueue(),
                (address, key, input) ->
                        Objects.requireNonNull(shells.get(address)).calls().answer(key, input),
                clock,
                () -> random);
        Machinery machinery = new Machinery(
                (key, facts) -> new SwfProgram(facts),
                (key, tokenKey) -> task -> key + "#" + task.scheduledEventId(),
                tenant -> Limits.AWS,
                Computing.HERE);
        ExecutionShell shell = new ExecutionShell(
                ports, ShellSettings.of(name, name), machinery, (turns, calls) -> new Nobody(), NoReaders::new);
        shells.put(name, shell);
        shell.start();
        return shell;
    }

    private record Nobody() implements Effects.Invocations {
        @Override
        public void invoke(ExecutionKey key, StartFacts facts, Effect.Invoke invoke) {}

        @Override
        public void forget(ExecutionKey key, TaskRef task) {}
    }

    private ExecutionKey start(ExecutionShell at, String workflowId) {
        ExecutionKey key = new ExecutionKey(
                Rig.TENANT, new ExecutionId(Uuid7.make(clock.now().toEpochMilli(), random)));
        SwfSettings settings = new SwfSettings(
                new SwfType("order", "1"),
                "deciders",
                Optional.empty(),
                Timeout.of(3_600),
                Timeout.of(600),
                ChildPolicy.REQUEST_CANCEL,
                Optional.empty(),
                List.of());
        SwfFacts facts = new SwfFacts(
                "shop",
                new WorkflowExecution(workflowId, key.id().toString()),
                settings,
                false,
                Optional.empty(),
                Optional.empty());
        Birth birth = SwfBirths.of(
                new SwfBirths.Place("us-east-1", "123456789012", 1),
                facts,
                Optional.empty(),
                Optional.empty(),
                clock.now());
        at.turns().start(key, birth);
        clock.settle();
        return key;
    }

    private void decide(ExecutionKey run, Decision... decisions) {
        doomed.calls().call(run, new Input.HandOut(0, FIRST_DECISION, Optional.of("decider"), 1));
        clock.settle();
        List<Sent> sent = Stream.of(decisions).map(Sent::admitted).toList();
        doomed.calls()
                .call(
                        run,
                        new SwfInput.DecisionsCompleted(0, FIRST_DECISION, sent, Optional.empty(), Optional.empty()));
        clock.settle();
    }

    static Stream<Decision> endings() {
        return Stream.of(
                new Decision.CompleteWorkflowExecution(Optional.empty()),
                new Decision.FailWorkflowExecution(Optional.empty(), Optional.empty()),
                new Decision.CancelWorkflowExecution(Optional.empty()),
                new Decision.ContinueAsNewWorkflowExecution(
                        Optional.empty(),
                        Optional.empty(),
                        WorkflowOptions.NONE,
                        List.of(),
                        new Registered.Active<>(OPTIONS)));
    }

    @ParameterizedTest
    @MethodSource("endings")
    void whatWasWantedWithTheEndIsDone(Decision ending) {
        ExecutionKey target = start(other, "target");
        ExecutionKey run = start(doomed, "run");
        blackout.after(run);
        decide(run, signal(), cancel(), child(), ending);

        assertThat(row(run).status().isTerminal()).as("it has ended").isTrue();
        assertThat(heard(target)).as("its node was gone first").isEmpty();
        clock.pass(Duration.ofMinutes(1));

        assertThat(heard(target)).containsExactlyInAnyOrder("Signaled", "CancelRequested");
        assertThat(kid()).isPresent();
        assertThat(store.inbox(run, MANY)).as("nothing is left to do").isEmpty();
        assertThat(store.events(run, new Store.EventQuery(1, MANY, false))
                        .getLast()
                        .change())
                .as("no event follows the end")
                .isInstanceOf(SwfExecutionChange.Ending.class);
    }

    @Test
    void aPolicyFindsTheChildThatIsStartedAfterTheEnd() {
        ExecutionKey run = start(doomed, "run");
        blackout.after(run);
        doomed.calls().call(run, new Input.HandOut(0, FIRST_DECISION, Optional.of("decider"), 1));
        clock.settle();
        List<Sent> child = List.of(Sent.admitted(child()));
        doomed.calls()
                .call(
                        run,
                        new SwfInput.DecisionsCompleted(0, FIRST_DECISION, child, Optional.empty(), Optional.empty()));
        doomed.calls()
                .call(
                        run,
                        new SwfInput.Terminate(
                                0,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                TerminatedCause.OPERATOR_INITIATED));
        clock.settle();
        assertThat(kid()).as("its node was gone first").isEmpty();
        clock.pass(Duration.ofMinutes(1));
        assertThat(heard(kid().orElseThrow().key())).containsExactly("CancelRequested");
        assertThat(store.inbox(run, MANY)).isEmpty();
    }

    @Test
    void whoKeepsItsNodeLeavesNoNoteBehind() {
        ExecutionKey target = start(other, "target");
        ExecutionKey run = start(doomed, "run");
        decide(run, signal(), new Decision.CompleteWorkflowExecution(Optional.empty()));
        assertThat(heard(target)).containsExactly("Signaled");
        assertThat(store.inbox(run, MANY)).isEmpty();
        clock.pass(Duration.ofMinutes(1));
        assertThat(heard(target)).containsExactly("Signaled");
    }

    private static Decision signal() {
        return new Decision.SignalExternalWorkflowExecution(
                "target", Optional.empty(), "hello", Optional.empty(), Optional.empty());
    }

    private static Decision cancel() {
        return new Decision.RequestCancelExternalWorkflowExecution("target", Optional.empty(), Optional.empty());
    }

    private static Decision child() {
        return new Decision.StartChildWorkflowExecution(
                new SwfType("order", "1"),
                "child",
                Optional.empty(),
                Optional.empty(),
                WorkflowOptions.NONE,
                List.of(),
                new Registered.Active<>(OPTIONS));
    }

    private Optional<ExecutionRow> kid() {
        return store.findByName(Rig.TENANT, "us-east-1", SwfBirths.under("shop"), "child");
    }

    private ExecutionRow row(ExecutionKey key) {
        return store.find(key).orElseThrow();
    }

    /** What others have said to it. */
    private List<String> heard(ExecutionKey key) {
        return store.load(key).orElseThrow().records().stream()
                .map(record -> record.change())
                .filter(change -> change instanceof SwfExecutionChange.Signaled
                        || change instanceof SwfExecutionChange.CancelRequested)
                .map(change -> change.getClass().getSimpleName())
                .toList();
    }
}
