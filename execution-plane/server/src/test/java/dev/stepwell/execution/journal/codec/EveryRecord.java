package dev.stepwell.execution.journal.codec;

import dev.stepwell.engine.record.Change;
import dev.stepwell.engine.record.ExecutionChange;
import dev.stepwell.engine.record.FanOutChange;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.record.MapRunChange;
import dev.stepwell.engine.record.PauseChange;
import dev.stepwell.engine.record.StateChange;
import dev.stepwell.engine.record.StateKind;
import dev.stepwell.engine.record.TaskChange;
import dev.stepwell.engine.record.TaskFamily;
import dev.stepwell.engine.turn.Beginning;
import dev.stepwell.engine.turn.Mocked;
import dev.stepwell.engine.turn.ParentTask;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.RunStatus;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.names.ExecutionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** One change of every kind at least, by a name that never changes: what the golden journal holds. */
public final class EveryRecord {
    /** A payload that is kept beside the records. */
    public static final Payload LARGE = Payload.of("{\"large\":\"" + "abcdefghij".repeat(500) + "\"}");

    private static final Payload SMALL = Payload.of("{ \"a\": 1.0, \"nul\": \"\u0000\", \"pair\": \"\uD83D\uDE00\" }");
    private static final Instant UNTIL = Instant.parse("2031-02-03T04:05:06.123456789Z");
    private static final TaskFamily ACTIVITY =
            new TaskFamily(TaskFamily.Kind.ACTIVITY, "", "arn:aws:states:us-east-1:123456789012:activity:a");
    private static final TaskFamily FUNCTION =
            new TaskFamily(TaskFamily.Kind.FUNCTION, "", "arn:aws:lambda:us-east-1:123456789012:function:f");
    private static final TaskFamily SERVICE =
            new TaskFamily(TaskFamily.Kind.SERVICE, "lambda", "invoke.waitForTaskToken");
    private static final Optional<String> ERROR = Optional.of("States.TaskFailed");
    private static final Optional<String> CAUSE = Optional.of("what \u0000 happened \u2028");
    private static final Optional<String> NONE = Optional.empty();

    private EveryRecord() {}

    /** The changes by name. Only ever added to: a released name keeps its meaning (law 7). */
    public static Map<String, Change> byName() {
        Map<String, Change> all = new LinkedHashMap<>();
        execution(all);
        states(all);
        tasks(all);
        fanOuts(all);
        mapRuns(all);
        EverySwfRecord.add(all);
        return all;
    }

    /** All of them as the records of one execution; every second one is an event. */
    public static List<JournalRecord> records(Instant at) {
        List<JournalRecord> records = new ArrayList<>();
        long event = 0;
        for (Change change : byName().values()) {
            long seq = records.size() + 1;
            boolean isEvent = seq % 2 == 1;
            records.add(new JournalRecord(seq, at.plusMillis(seq / 3), isEvent ? ++event : 0, event / 2, change));
        }
        return records;
    }

    private static void execution(Map<String, Change> all) {
        StartFacts least = StartFacts.of(
                "arn:aws:states:us-east-1:123456789012:execution:m:n",
                "n",
                "arn:aws:states:us-east-1:123456789012:stateMachine:m",
                "m",
                "0193512e-0000-7000-8000-000000000001",
                "arn:aws:iam::123456789012:role/r",
                NONE,
                NONE,
                NONE,
                0);
        StartFacts most = StartFacts.of(
                least.executionArn(),
                least.name(),
                least.stateMachineArn(),
                least.stateMachineName(),
                least.revisionId(),
                least.roleArn(),
                Optional.of(least.stateMachineArn() + ":7"),
                Optional.of(least.stateMachineArn() + ":PROD"),
                Optional.of("Root=1-5759e988-bd862e3fe1be46a994272793"),
                42);
        all.put("execution-started", new ExecutionChange.Started(least, SMALL));
        all.put("execution-started-most", new ExecutionChange.Started(most, LARGE));
        all.put("execution-started-by-a-task", new ExecutionChange.Started(nested(least), SMALL));
        all.put("execution-started-with-a-priority", new ExecutionChange.Started(least.withPriority(-70_000), SMALL));
        all.put("execution-succeeded", new ExecutionChange.Succeeded(SMALL));
        all.put("execution-failed", new ExecutionChange.Failed(ERROR, CAUSE));
        all.put("execution-failed-silently", new ExecutionChange.Failed(NONE, NONE));
        all.put("execution-timed-out", new ExecutionChange.TimedOut(ERROR, NONE));
        all.put("execution-aborted", new ExecutionChange.Aborted(NONE, CAUSE));
        all.put("execution-redriven", new ExecutionChange.Redriven(1, NONE));
        all.put("execution-redriven-by-token", new ExecutionChange.Redriven(7, Optional.of("token")));
        elsewhere(all, least);
    }

    private static void elsewhere(Map<String, Change> all, StartFacts facts) {
        Map<String, Payload> variables = new LinkedHashMap<>();
        variables.put("z", SMALL);
        variables.put("a", LARGE);
        Beginning.Origin origin = new Beginning.Origin(facts.executionArn() + "-before", 70_000);
        all.put(
                "execution-started-at-a-state",
                new ExecutionChange.Started(
                        facts.withBeginning(Optional.of(new Beginning("Näme", Optional.empty()))), SMALL));
        all.put(
                "execution-started-as-a-fork",
                new ExecutionChange.Started(
                        facts.withBeginning(Optional.of(new Beginning("Näme", Optional.of(origin)))),
                        LARGE,
                        variables));
        all.put(
                "execution-started-mocked",
                new ExecutionChange.Started(facts.withMocked(Optional.of(new Mocked("Näme", "revision"))), SMALL));
        all.put("execution-paused", new PauseChange.Paused(Optional.of("key"), CAUSE, false));
        all.put("execution-paused-silently", new PauseChange.Paused(NONE, NONE, false));
        all.put("execution-paused-with-machine", new PauseChange.Paused(Optional.of("key"), CAUSE, true));
        all.put("execution-resumed", new PauseChange.Resumed());
    }

    private static StartFacts nested(StartFacts facts) {
        return StartFacts.of(
                        facts.executionArn(),
                        facts.name(),
                        facts.stateMachineArn(),
                        facts.stateMachineName(),
                        facts.revisionId(),
                        facts.roleArn(),
                        NONE,
                        NONE,
                        NONE,
                        0)
                .withParent(Optional.of(new ParentTask(
                        ExecutionId.of("0193512e-0000-7000-8000-00000000002a"), new TaskRef(70_000, 3))));
    }

    private static void states(Map<String, Change> all) {
        for (StateKind kind :
                EnumSet.range(StateKind.PASS, StateKind.MAP)) { // a kind is a number here, whichever it is
            all.put("state-entered-" + kind, new StateChange.Entered(0, kind, "Näme", SMALL));
        }
        Map<String, Payload> assigned = new LinkedHashMap<>();
        assigned.put("z", SMALL);
        assigned.put("a", LARGE);
        all.put("state-exited", new StateChange.Exited(3, StateKind.TASK, "S", SMALL, assigned, Optional.of("Next")));
        all.put("state-exited-last", new StateChange.Exited(0, StateKind.PASS, "S", LARGE, Map.of(), NONE));
        all.put("state-aborted", new StateChange.Aborted(300, StateKind.WAIT));
        all.put("wait-armed", new StateChange.WaitArmed(1, UNTIL));
        all.put("wait-armed-long-ago", new StateChange.WaitArmed(1, Instant.parse("1900-01-01T00:00:00.5Z")));
        all.put("retry-armed", new StateChange.RetryArmed(1, 2, UNTIL));
        all.put(
                "evaluation-failed",
                new StateChange.EvaluationFailed(
                        1, "States.QueryEvaluationError", "why", Optional.of("Output/a[0]"), "Näme"));
        all.put(
                "evaluation-failed-nowhere",
                new StateChange.EvaluationFailed(0, "States.QueryEvaluationError", "", NONE, "S"));
    }

    private static void tasks(Map<String, Change> all) {
        all.put(
                "task-scheduled",
                new TaskChange.Scheduled(1, ACTIVITY, "", SMALL, OptionalLong.empty(), OptionalLong.empty(), NONE));
        all.put(
                "task-scheduled-most",
                new TaskChange.Scheduled(
                        1,
                        SERVICE,
                        "us-east-1",
                        LARGE,
                        OptionalLong.of(99_999_999),
                        OptionalLong.of(1),
                        Optional.of("arn:aws:iam::123456789012:role/r")));
        all.put("task-started", new TaskChange.Started(1, ACTIVITY, Optional.of("worker"), 0));
        all.put("task-started-by-poll", new TaskChange.Started(1, ACTIVITY, NONE, -77));
        all.put("task-started-nameless", new TaskChange.Started(1, FUNCTION, NONE, 0));
        all.put("task-submitted", new TaskChange.Submitted(1, SERVICE, SMALL));
        all.put("task-succeeded", new TaskChange.Succeeded(1, FUNCTION, LARGE));
        all.put("task-failed", new TaskChange.Failed(1, ACTIVITY, ERROR, CAUSE));
        all.put("task-timed-out", new TaskChange.TimedOut(1, SERVICE, ERROR, NONE));
        all.put("beat-seen", new TaskChange.BeatSeen(1, UNTIL));
        all.put("task-ended-early", new TaskChange.EndedEarly(1, Optional.of(LARGE), NONE, NONE));
        all.put("task-failed-early", new TaskChange.EndedEarly(1, Optional.empty(), ERROR, CAUSE));
    }

    private static void fanOuts(Map<String, Change> all) {
        all.put("parallel-started", new FanOutChange.ParallelStarted(1, SMALL));
        all.put("parallel-succeeded", new FanOutChange.ParallelSucceeded(1));
        all.put("parallel-failed", new FanOutChange.ParallelFailed(1, ERROR, CAUSE));
        all.put("map-started", new FanOutChange.MapStarted(1, List.of(SMALL, LARGE, Payload.of("null")), 40));
        all.put("map-started-empty", new FanOutChange.MapStarted(1, List.of(), 1));
        all.put("map-succeeded", new FanOutChange.MapSucceeded(1));
        all.put("map-failed", new FanOutChange.MapFailed(1, ERROR, NONE));
        all.put("iteration-started", new FanOutChange.IterationStarted(1, "M", 0, SMALL));
        all.put("iteration-succeeded", new FanOutChange.IterationSucceeded(2, "M", 9_999));
        all.put("iteration-failed", new FanOutChange.IterationFailed(2, "M", 1));
        all.put("iteration-aborted", new FanOutChange.IterationAborted(2, "M", 2));
        all.put("failing", new FanOutChange.Failing(1, 2, ERROR, CAUSE));
    }

    private static void mapRuns(Map<String, Change> all) {
        String arn = "arn:aws:states:us-east-1:123456789012:mapRun:m/l:0193512e-0000-7000-8000-000000000001";
        all.put("map-distributed", new FanOutChange.MapDistributed(1, Optional.of(LARGE), 3, 10_000));
        all.put("map-distributed-by-reader", new FanOutChange.MapDistributed(1, Optional.empty(), 0, 0));
        all.put("map-run-started", new FanOutChange.MapRunStarted(1, arn, LARGE));
        all.put("map-run-succeeded", new FanOutChange.MapRunSucceeded(1, SMALL));
        all.put("map-run-failed", new FanOutChange.MapRunFailed(1, ERROR, CAUSE));
        all.put("map-run-aborted", new FanOutChange.MapRunAborted(1));
        all.put(
                "map-items-read",
                new MapRunChange.ItemsRead(
                        "1000",
                        false,
                        List.of(new MapRunChange.Batch(SMALL, 1), new MapRunChange.Batch(LARGE, 10)),
                        List.of(SMALL, LARGE)));
        all.put("map-items-read-last", new MapRunChange.ItemsRead("", true, List.of(), List.of()));
        all.put("map-children-started", new MapRunChange.ChildrenStarted(1_000_000));
        all.put(
                "map-children-ended",
                new MapRunChange.ChildrenEnded(List.of(
                        new MapRunChange.ChildEnd(0, RunStatus.SUCCEEDED, Optional.of(LARGE)),
                        new MapRunChange.ChildEnd(1, RunStatus.SUCCEEDED, Optional.empty()),
                        new MapRunChange.ChildEnd(2, RunStatus.FAILED, Optional.empty()),
                        new MapRunChange.ChildEnd(3, RunStatus.TIMED_OUT, Optional.empty()),
                        new MapRunChange.ChildEnd(4, RunStatus.ABORTED, Optional.empty()))));
        all.put(
                "map-run-updated",
                new MapRunChange.Updated(OptionalInt.of(0), OptionalLong.of(1L << 40), OptionalDouble.of(12.5)));
        all.put(
                "map-run-updated-in-nothing",
                new MapRunChange.Updated(OptionalInt.empty(), OptionalLong.empty(), OptionalDouble.empty()));
    }
}
