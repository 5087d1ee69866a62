package dev.stepwell.execution.metrics;

import dev.stepwell.engine.record.ExecutionChange;
import dev.stepwell.engine.record.FanOutChange;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.record.MapRunChange;
import dev.stepwell.engine.record.PauseChange;
import dev.stepwell.engine.record.StateChange;
import dev.stepwell.engine.record.SwfChange;
import dev.stepwell.engine.record.TaskChange;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.execution.ports.Trail;
import dev.stepwell.execution.ports.TurnCommit;
import dev.stepwell.execution.shell.ExecutionShell;
import dev.stepwell.names.ExecutionKey;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Counts what a node commits. Each event is counted once, on the node whose commit made it durable. */
public final class NodeMetrics {
    private static final int PER_TENANT = 200;
    private static final int IN_ALL = 4_000;

    private final Subjects subjects;
    private final TaskFigures tasks;
    private final SwfFigures swf;
    private final ExecutionFigures executions;

    /** Counts into the registry. */
    public NodeMetrics(MeterRegistry registry) {
        subjects = new Subjects(registry, PER_TENANT, IN_ALL);
        tasks = new TaskFigures(subjects);
        swf = new SwfFigures();
        executions = new ExecutionFigures();
    }

    /** Counts what a turn has done that is durable. Never waits. */
    public void committed(TurnCommit turn) {
        if (turn.trail().isPresent() && !turn.records().isEmpty()) {
            Trail trail = turn.trail().get();
            Subject subject = subjectOf(turn.key(), trail.facts());
            turn.records().forEach(record -> count(turn.key(), trail.facts(), subject, record));
        }
    }

    /**
     * Counts a synchronous express execution, of which nothing is committed.
     *
     * @param bytes the most that its state has taken in memory
     */
    public void finished(ExecutionKey key, StartFacts facts, Instant stopDate, Ending ending, long bytes) {
        executions.express(subjectOf(key, facts), key, stopDate, ending, bytes);
    }

    /** Counts states that were entered faster than their account may, so that their execution rests. */
    public void throttled(ExecutionKey key, StartFacts facts, int states) {
        subjectOf(key, facts).count(Metric.ExecutionThrottled, states);
    }

    /** Shows what the node itself does: its groups of commits, what waits for them, and what it holds. */
    public static void watch(ExecutionShell shell, MeterRegistry registry) {
        FunctionCounter.builder(
                        "stepwell.commit.groups",
                        shell,
                        s -> s.committer().counts().groups())
                .description("groups of turns written")
                .register(registry);
        FunctionCounter.builder(
                        "stepwell.commit.turns",
                        shell,
                        s -> s.committer().counts().turns())
                .description("turns in them")
                .register(registry);
        FunctionCounter.builder(
                        "stepwell.commit.stale",
                        shell,
                        s -> s.committer().counts().stale())
                .description("turns that dropped out because another node had been there first")
                .register(registry);
        FunctionCounter.builder(
                        "stepwell.commit.doubts",
                        shell,
                        s -> s.committer().counts().doubts())
                .description("groups of which it was not known at once whether they were written")
                .register(registry);
        TimeGauge.builder(
                        "stepwell.commit.lag",
                        shell,
                        TimeUnit.MILLISECONDS,
                        s -> s.committer().delay().toMillis())
                .description("how long turns wait to be written; starts are refused above 250 ms")
                .register(registry);
        Gauge.builder("stepwell.commit.queue", shell, s -> s.committer().queued())
                .description("turns that wait to be written")
                .register(registry);
        Gauge.builder("stepwell.executions.held", shell, s -> s.turns().held())
                .description("executions whose state is in memory")
                .register(registry);
    }

    /** How an execution can end. */
    public enum Ending {
        SUCCEEDED,
        FAILED,
        TIMED_OUT,
        ABORTED
    }

    private Subject subjectOf(ExecutionKey key, StartFacts facts) {
        return facts.swf().isPresent()
                ? subjects.of(key.tenant(), facts.account(), Metric.Of.DOMAIN, facts.stateMachineName())
                : subjects.of(key.tenant(), facts.account(), Metric.Of.MACHINE, facts.stateMachineArn());
    }

    private void count(ExecutionKey key, StartFacts facts, Subject subject, JournalRecord record) {
        switch (record.change()) {
            case ExecutionChange change -> executions.count(subject, key, record.at(), change);
            case TaskChange change -> tasks.count(key, facts, record.at(), change);
            case SwfChange change -> swf.count(subject, key, record, change);
            case PauseChange ignored -> {}
            case StateChange ignored -> {}
            case FanOutChange ignored -> {}
            case MapRunChange ignored -> {}
        }
    }

    /** From a start that an execution's id tells, to the millisecond. */
    static Duration since(ExecutionKey key, Instant at) {
        return Duration.ofMillis(at.toEpochMilli() - key.id().startMillis());
    }
}
