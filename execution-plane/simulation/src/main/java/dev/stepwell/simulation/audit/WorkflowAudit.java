package dev.stepwell.simulation.audit;

import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.record.SwfExecutionChange;
import dev.stepwell.engine.record.SwfExternalChange;
import dev.stepwell.engine.swf.SwfMachine;
import dev.stepwell.engine.swf.SwfRun;
import dev.stepwell.engine.swf.SwfSnapshot;
import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Outcome;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.engine.turn.Turn;
import dev.stepwell.execution.ports.Birth;
import dev.stepwell.execution.ports.NamePassing;
import dev.stepwell.execution.ports.TurnCommit;
import dev.stepwell.execution.ports.Verdict;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.simulation.world.CommitWatch;
import dev.stepwell.simulation.world.Mark;
import dev.stepwell.simulation.world.Marks;
import dev.stepwell.simulation.world.Timeline;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sees every commit of runs of workflows and keeps its own account of them: fences (I6), numbering (I2), nothing after the end (law 10), one
 * open run of a workflow id (I11), letters (I13), the successor in the commit of the end (law 5), and the fold (law 1).
 */
public final class WorkflowAudit implements CommitWatch, WatchedMachine.Watch<SwfRun> {
    private final Timeline timeline;
    private final Violations violations;
    private final Marks marks;
    private final WorkflowLetters letters;
    private final WorkflowMarks reached;
    private final SwfMachine machine = new SwfMachine();
    private final Map<ExecutionKey, WorkflowShadow> shadows = new LinkedHashMap<>();
    private final Map<String, ExecutionKey> open = new HashMap<>();
    private final Map<JournalRecord, byte[]> live = new IdentityHashMap<>();
    private long turns;

    /** An auditor of a store that begins empty. */
    public WorkflowAudit(Timeline timeline, Violations violations, Marks marks) {
        this.timeline = timeline;
        this.violations = violations;
        this.marks = marks;
        this.letters = new WorkflowLetters(violations);
        this.reached = new WorkflowMarks(marks);
    }

    /** Whether a turn is of a workflow. */
    public boolean isOne(TurnCommit turn) {
        return shadows.containsKey(turn.key())
                || turn.birth().flatMap(birth -> birth.facts().swf()).isPresent();
    }

    @Override
    public void decided(Outcome<SwfRun> outcome, List<Input> inputs, Turn turn) {
        List<JournalRecord> records = outcome.records();
        if (!records.isEmpty()) {
            live.put(records.get(records.size() - 1), SwfSnapshot.write(outcome.state()));
        }
    }

    @Override
    public void decided(Writer writer, List<TurnCommit> group, List<Verdict> verdicts) {
        for (int i = 0; i < group.size(); i++) {
            TurnCommit turn = group.get(i);
            if (verdicts.get(i) instanceof Verdict.Committed) {
                committed(writer, turn);
            } else if (verdicts.get(i) instanceof Verdict.Stale) {
                refused(writer, turn);
            } else if (verdicts.get(i) instanceof Verdict.Refused refused) {
                // A birth that arrives when the run has come and gone has nothing to say any more.
                boolean tooLate = writer.ghost() && turn.birth().isPresent() && shadows.containsKey(turn.key());
                violations.require(tooLate, "store", turn.key(), "it cannot take a turn: " + refused.why());
            }
        }
    }

    @Override
    public void beaten(ExecutionKey key, TaskRef task) {}

    private void refused(Writer writer, TurnCommit turn) {
        WorkflowShadow shadow = shadows.get(turn.key());
        if (shadow != null) {
            shadow.account.refused(writer, turn, marks);
        }
    }

    private void committed(Writer writer, TurnCommit turn) {
        turns++;
        WorkflowShadow shadow = shadows.get(turn.key());
        if (turn.birth().isPresent()) {
            violations.require(shadow == null, "I11", turn.key(), "it is born twice");
            shadow = born(turn, turn.birth().get());
        } else if (shadow == null) {
            violations.add("I2", turn.key(), "a turn of a run that was never born");
            return;
        } else if (shadow.account.written(turn)) {
            marks.reach(Mark.WORKFLOW_TAKEN_OVER);
        }
        boolean wasOpen = !shadow.isClosed();
        shadow.account.passTo(turn.fence());
        for (JournalRecord record : turn.records()) {
            append(shadow, record);
        }
        letters.see(writer, turn, wasOpen);
        reached.see(turn, shadow);
        folded(shadow, turn);
        if (wasOpen && shadow.isClosed()) {
            closed(writer, shadow, turn);
        }
    }

    private WorkflowShadow born(TurnCommit turn, Birth birth) {
        Account account = new Account(turn.key(), turn.fence().owner(), violations);
        WorkflowShadow shadow = new WorkflowShadow(account, turn.key(), birth.facts());
        shadows.put(turn.key(), shadow);
        ExecutionKey before = open.put(shadow.workflowId(), turn.key());
        violations.require(before == null, "I11", shadow.workflowId(), turn.key() + " is open beside " + before);
        return shadow;
    }

    private void closed(Writer writer, WorkflowShadow shadow, TurnCommit turn) {
        violations.require(
                open.remove(shadow.workflowId(), shadow.key), "I11", shadow.workflowId(), "it was not the open run");
        Optional<TurnCommit> heir = turn.passing().flatMap(NamePassing::heir);
        boolean continues = shadow.ending().orElseThrow() instanceof SwfExecutionChange.ContinuedAsNew;
        violations.require(
                continues == heir.isPresent(), "law 5", shadow.key, "it has a successor if and only if it continues");
        heir.ifPresent(next -> committed(writer, next));
    }

    private void append(WorkflowShadow shadow, JournalRecord record) {
        violations.require(
                !shadow.isClosed() || record.change() instanceof SwfExternalChange.Addressed,
                "law 10",
                shadow.key,
                "after its end came " + record.change());
        shadow.account.append(record, timeline.now());
        shadow.records.add(record);
        try {
            shadow.state = machine.apply(shadow.state, record);
        } catch (RuntimeException e) {
            violations.add("law 1", shadow.key, "its records cannot be folded: " + e);
        }
    }

    private void folded(WorkflowShadow shadow, TurnCommit turn) {
        if (turn.records().isEmpty()) {
            return;
        }
        byte[] seen = live.remove(turn.records().get(turn.records().size() - 1));
        violations.require(
                seen == null || Arrays.equals(seen, SwfSnapshot.write(shadow.state)),
                "law 1",
                shadow.key,
                "the fold of its records to " + shadow.account.seq() + " is not the state that was live");
    }

    /** Whether a run is durable. */
    public boolean isDurable(ExecutionKey key) {
        return shadows.containsKey(key);
    }

    /** Whether a run has durably closed. */
    public boolean isClosed(ExecutionKey key) {
        WorkflowShadow shadow = shadows.get(key);
        return shadow != null && shadow.isClosed();
    }

    /** Whether every run has closed. */
    public boolean allClosed() {
        return open.isEmpty();
    }

    /** Whether a workflow id has an open run. */
    public boolean isOpen(String workflowId) {
        return open.containsKey(workflowId);
    }

    /** The workflow ids of open runs whose parent has closed: nobody will ever tell them anything. */
    public List<String> orphans() {
        return open.values().stream()
                .map(key -> shadows.get(key))
                .filter(shadow -> shadow != null && hasLostParent(shadow.key, shadow.facts))
                .map(WorkflowShadow::workflowId)
                .sorted()
                .toList();
    }

    private boolean hasLostParent(ExecutionKey key, StartFacts facts) {
        return facts.parent()
                .map(parent -> isClosed(new ExecutionKey(key.tenant(), parent.execution())))
                .orElse(false);
    }

    /** How many turns were written. */
    public long turns() {
        return turns;
    }

    /** Everything has come to rest. */
    public void checkLetters() {
        letters.check(shadows::containsKey);
    }

    Collection<WorkflowShadow> shadows() {
        return shadows.values();
    }
}
