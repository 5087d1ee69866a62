package dev.stepwell.simulation.audit;

import dev.stepwell.asl.model.Definition;
import dev.stepwell.engine.asl.AslMachine;
import dev.stepwell.engine.record.Change;
import dev.stepwell.engine.record.ExecutionChange;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.record.TaskChange;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.execution.ports.Birth;
import dev.stepwell.execution.ports.TurnCommit;
import dev.stepwell.execution.ports.Verdict;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.simulation.world.CommitWatch;
import dev.stepwell.simulation.world.Mark;
import dev.stepwell.simulation.world.Marks;
import dev.stepwell.simulation.world.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Sees every commit and keeps its own account of what the store must hold: fences (I6), numbering (I2), nothing after the end (law 10),
 * timers (I7), names (I11), letters (I13), and that folding what was stored gives what the node had in memory (I4, law 1).
 */
public final class JournalAudit implements CommitWatch {
    private final Timeline timeline;
    private final InstantSource databaseClock;
    private final Violations violations;
    private final Marks marks;
    private final Function<StartFacts, Definition> definitions;
    private final FoldAudit folds;
    private final RecoveryMarks recoveries;
    private final LetterAudit letters;
    private final AslMachine machine = new AslMachine();
    private final Map<ExecutionKey, Shadow> shadows = new LinkedHashMap<>();
    private final Map<String, ExecutionKey> arns = new HashMap<>();
    private final Set<String> durableMarks = new HashSet<>();
    private final Set<String> earlyMarks = new HashSet<>();
    private long staleWrites;
    private long turns;

    /** An auditor of a store that begins empty. */
    public JournalAudit(
            Timeline timeline,
            Violations violations,
            Marks marks,
            Function<StartFacts, Definition> definitions,
            FoldAudit folds,
            InstantSource databaseClock) {
        this.timeline = timeline;
        this.databaseClock = databaseClock;
        this.violations = violations;
        this.marks = marks;
        this.definitions = definitions;
        this.folds = folds;
        this.recoveries = new RecoveryMarks(marks);
        this.letters = new LetterAudit(violations, marks);
    }

    @Override
    public void decided(Writer writer, List<TurnCommit> group, List<Verdict> verdicts) {
        long written =
                verdicts.stream().filter(Verdict.Committed.class::isInstance).count();
        if (group.size() > 1) {
            marks.reach(Mark.GROUP_OF_SEVERAL);
            if (written > 0 && written < group.size()) {
                marks.reach(Mark.GROUP_SURVIVORS);
            }
        }
        for (int i = 0; i < group.size(); i++) {
            TurnCommit turn = group.get(i);
            if (verdicts.get(i) instanceof Verdict.Committed) {
                committed(writer, turn);
            } else if (verdicts.get(i) instanceof Verdict.Stale) {
                refused(writer, turn);
            } else if (verdicts.get(i) instanceof Verdict.Refused refused) {
                violations.add("store", turn.key(), "it cannot take a turn: " + refused.why());
            }
        }
    }

    @Override
    public void beaten(ExecutionKey key, TaskRef task) {
        Instant at = databaseClock.instant().truncatedTo(ChronoUnit.MILLIS);
        find(key).ifPresent(shadow -> shadow.timers.beaten(task, at));
    }

    private void refused(Writer writer, TurnCommit turn) {
        Shadow shadow = shadows.get(turn.key());
        if (shadow != null && shadow.account.refused(writer, turn, marks)) {
            staleWrites++;
        }
    }

    private void committed(Writer writer, TurnCommit turn) {
        turns++;
        Shadow shadow = shadows.get(turn.key());
        if (turn.birth().isPresent()) {
            violations.require(shadow == null, "I11", turn.key(), "it is born twice");
            shadow = born(turn, turn.birth().get());
        } else if (shadow == null) {
            violations.add("I2", turn.key(), "a turn of an execution that was never born");
            return;
        } else {
            takenOver(shadow, turn);
        }
        letters.see(writer, turn, shadow.hasEnded());
        shadow.account.passTo(turn.fence());
        for (JournalRecord record : turn.records()) {
            append(shadow, record);
        }
        folds.check(shadow, turn);
    }

    private Shadow born(TurnCommit turn, Birth birth) {
        String arn = birth.facts().executionArn();
        ExecutionKey before = arns.put(arn, turn.key());
        violations.require(before == null || before.equals(turn.key()), "I11", arn, "two executions have this name");
        Definition definition = definitions.apply(birth.facts());
        TimerAudit timers = new TimerAudit(violations, marks, turn.key(), definition.timeoutSeconds());
        Account account = new Account(turn.key(), turn.fence().owner(), violations);
        Shadow shadow = new Shadow(account, turn.key(), arn, definition, timers);
        shadows.put(turn.key(), shadow);
        return shadow;
    }

    private void takenOver(Shadow shadow, TurnCommit turn) {
        if (!shadow.account.written(turn)) {
            return;
        }
        shadow.takeovers++;
        marks.reach(Mark.TAKEOVER);
        if (shadow.state.paused().isPresent()) {
            marks.reach(Mark.TAKEOVER_WHILE_PAUSED);
        }
        if (!shadow.hasEnded() && Frames.of(shadow.state).count() > 1) {
            marks.reach(Mark.TAKEOVER_IN_FAN_OUT);
        }
    }

    private void append(Shadow shadow, JournalRecord record) {
        boolean redriven = record.change() instanceof ExecutionChange.Redriven;
        violations.require(
                shadow.hasEnded() == redriven,
                "law 10",
                shadow.key,
                "after its end, or before it, came " + record.change());
        shadow.account.append(record, timeline.now());
        shadow.timers.see(record, shadow.account.owner());
        shadow.tasks.see(record);
        recoveries.see(shadow, record);
        String text = EventTypes.text(record.change());
        if (record.change() instanceof TaskChange) {
            durableMarks.addAll(Ledger.marksIn(text));
        }
        if (record.change() instanceof TaskChange.EndedEarly) {
            earlyMarks.addAll(Ledger.marksIn(text));
        }
        if (text.length() > 2_048) {
            marks.reach(Mark.LARGE_PAYLOAD);
        }
        shadow.records.add(record);
        if (!shadow.hasEnded() || redriven) {
            shadow.state = machine.apply(shadow.state, record);
        }
    }

    /** Whether the completion that carries this mark is durable (law 9). */
    public boolean isDurable(String mark) {
        return durableMarks.contains(mark);
    }

    /** Whether the completion was taken before the service had answered: its events may never come if the task is given up. */
    public boolean endedTooEarly(String mark) {
        return earlyMarks.contains(mark);
    }

    /** Whether an execution is durable. */
    public boolean isDurable(ExecutionKey key) {
        return shadows.containsKey(key);
    }

    /** Whether an execution has durably ended. */
    public boolean hasEnded(ExecutionKey key) {
        return find(key).filter(Shadow::hasEnded).isPresent();
    }

    /** Whether an execution was durably redriven. */
    public boolean isRedriven(ExecutionKey key) {
        return hasRecorded(key, ExecutionChange.Redriven.class);
    }

    /** Whether an execution is durably paused. */
    public boolean isPaused(ExecutionKey key) {
        return find(key).filter(shadow -> shadow.state.paused().isPresent()).isPresent();
    }

    /** Whether an execution has durably recorded such a change. */
    public boolean hasRecorded(ExecutionKey key, Class<? extends Change> kind) {
        return find(key)
                .filter(shadow -> shadow.records.stream().anyMatch(record -> kind.isInstance(record.change())))
                .isPresent();
    }

    /** Whether a task was durably handed out. */
    public boolean isHandedOut(ExecutionKey key, TaskRef task) {
        return find(key).filter(shadow -> shadow.tasks.isStarted(task)).isPresent();
    }

    /** Whether a task is durably over. */
    public boolean isOver(ExecutionKey key, TaskRef task) {
        return find(key)
                .filter(shadow -> shadow.hasEnded() || shadow.tasks.isOver(task))
                .isPresent();
    }

    /** How many stale writes were attempted and refused. */
    public long staleWrites() {
        return staleWrites;
    }

    /** How many turns were written. */
    public long turns() {
        return turns;
    }

    /** How late the latest timer was of those that nobody held up. */
    public Duration latestTimer() {
        return shadows.values().stream()
                .map(shadow -> shadow.timers.latest())
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** Whether every execution has ended. */
    public boolean allEnded() {
        return shadows.values().stream().allMatch(Shadow::hasEnded);
    }

    /** Everything has come to rest: whether every letter has reached whom it was for. */
    public void checkLetters() {
        letters.check(shadows::containsKey);
    }

    Collection<Shadow> shadows() {
        return shadows.values();
    }

    private Optional<Shadow> find(ExecutionKey key) {
        return Optional.ofNullable(shadows.get(key));
    }
}
