package dev.stepwell.engine.swf;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.engine.decision.Decision;
import dev.stepwell.engine.record.DecisionTaskChange;
import dev.stepwell.engine.record.ExecutionChange;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.record.SwfActivityChange;
import dev.stepwell.engine.record.SwfChange;
import dev.stepwell.engine.record.SwfChildChange;
import dev.stepwell.engine.record.SwfExecutionChange;
import dev.stepwell.engine.record.SwfExternalChange;
import dev.stepwell.engine.record.SwfLambdaChange;
import dev.stepwell.engine.record.SwfMarkerChange;
import dev.stepwell.engine.record.SwfTimerChange;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What the cases bring about, and what there is: read off the vocabulary itself, so that nothing new can be forgotten. */
final class Coverage {
    private final Set<String> seenEvents = new TreeSet<>();
    private final Set<String> seenDecisions = new TreeSet<>();
    private final Set<String> seenCauses = new TreeSet<>();
    private final Set<String> seenTransitions = new TreeSet<>();

    void see(JsonNode steps) {
        for (JsonNode step : steps) {
            step.path("decide")
                    .forEach(decision -> seenDecisions.add(decision.fieldNames().next()));
        }
    }

    void see(List<JournalRecord> records) {
        SwfRun run = new SwfRun();
        for (JournalRecord record : records) {
            seenEvents.add(name(record.change().getClass()));
            if (record.change() instanceof SwfChange change) {
                transition(run, change);
                cause(change);
            }
            SwfFold.apply(run, record);
        }
    }

    private void cause(SwfChange change) {
        for (RecordComponent component : change.getClass().getRecordComponents()) {
            if (component.getName().equals("cause")) {
                try {
                    component.getAccessor().setAccessible(true);
                    seenCauses.add(name(change.getClass()) + ": "
                            + component.getAccessor().invoke(change));
                } catch (ReflectiveOperationException e) {
                    throw new AssertionError(e);
                }
            }
        }
    }

    /** Which line of which table a change goes by; those that concern nothing that is open go by none. */
    private void transition(SwfRun run, SwfChange change) {
        switch (change) {
            case SwfExecutionChange c -> line(SwfFold.phase(run), c);
            case DecisionTaskChange c -> line(DecisionTask.phase(run), c);
            case SwfActivityChange c -> activity(run, c);
            case SwfTimerChange.Started c -> line(Timer.Phase.ABSENT, c);
            case SwfTimerChange.Fired c -> line(Timer.phase(run, c.startedEventId()), c);
            case SwfTimerChange.Canceled c -> line(Timer.phase(run, c.startedEventId()), c);
            case SwfTimerChange ignored -> {}
            case SwfMarkerChange ignored -> {}
            case SwfChildChange c -> child(run, c);
            case SwfExternalChange c -> external(run, c);
            case SwfLambdaChange c -> lambda(run, c);
        }
    }

    private void activity(SwfRun run, SwfActivityChange change) {
        switch (change) {
            case SwfActivityChange.Scheduled c -> line(ActivityTask.Phase.ABSENT, c);
            case SwfActivityChange.Started c -> line(ActivityTask.phase(run, c.scheduledEventId()), c);
            case SwfActivityChange.CancelRequested c -> line(ActivityTask.phase(run, c.scheduledEventId()), c);
            case SwfActivityChange.BeatSeen c -> line(ActivityTask.phase(run, c.scheduledEventId()), c);
            case SwfActivityChange.Completed c -> line(ActivityTask.phase(run, c.scheduledEventId()), c);
            case SwfActivityChange.Failed c -> line(ActivityTask.phase(run, c.scheduledEventId()), c);
            case SwfActivityChange.Canceled c -> line(ActivityTask.phase(run, c.scheduledEventId()), c);
            case SwfActivityChange.TimedOut c -> line(ActivityTask.phase(run, c.scheduledEventId()), c);
            case SwfActivityChange.ScheduleFailed ignored -> {}
            case SwfActivityChange.CancelFailed ignored -> {}
        }
    }

    private void child(SwfRun run, SwfChildChange change) {
        switch (change) {
            case SwfChildChange.Initiated c -> line(Child.Phase.ABSENT, c);
            case SwfChildChange.StartFailed c -> {
                if (c.initiatedEventId() != 0) {
                    line(Child.phase(run, c.initiatedEventId()), c);
                }
            }
            case SwfChildChange.Started c -> line(Child.phase(run, c.child().initiatedEventId()), c);
            case SwfChildChange.Completed c -> line(Child.phase(run, c.child().initiatedEventId()), c);
            case SwfChildChange.Failed c -> line(Child.phase(run, c.child().initiatedEventId()), c);
            case SwfChildChange.TimedOut c -> line(Child.phase(run, c.child().initiatedEventId()), c);
            case SwfChildChange.Canceled c -> line(Child.phase(run, c.child().initiatedEventId()), c);
            case SwfChildChange.Terminated c -> line(Child.phase(run, c.child().initiatedEventId()), c);
        }
    }

    private void external(SwfRun run, SwfExternalChange change) {
        long id = switch (change) {
            case SwfExternalChange.SignalInitiated c -> -1;
            case SwfExternalChange.CancelInitiated c -> -1;
            case SwfExternalChange.SignalFailed c -> c.initiatedEventId();
            case SwfExternalChange.CancelFailed c -> c.initiatedEventId();
            case SwfExternalChange.Signaled c -> c.initiatedEventId();
            case SwfExternalChange.Addressed c -> c.initiatedEventId();
            case SwfExternalChange.CancelRequested c -> c.initiatedEventId();
        };
        if (id != 0) {
            line(External.phase(run, id), change);
        }
    }

    private void lambda(SwfRun run, SwfLambdaChange change) {
        switch (change) {
            case SwfLambdaChange.Scheduled c -> line(LambdaTask.Phase.ABSENT, c);
            case SwfLambdaChange.ScheduleFailed ignored -> {}
            case SwfLambdaChange.Started c -> line(LambdaTask.phase(run, c.scheduledEventId()), c);
            case SwfLambdaChange.StartFailed c -> line(LambdaTask.phase(run, c.scheduledEventId()), c);
            case SwfLambdaChange.Completed c -> line(LambdaTask.phase(run, c.scheduledEventId()), c);
            case SwfLambdaChange.Failed c -> line(LambdaTask.phase(run, c.scheduledEventId()), c);
            case SwfLambdaChange.TimedOut c -> line(LambdaTask.phase(run, c.scheduledEventId()), c);
        }
    }

    private void line(Enum<?> from, SwfChange change) {
        seenTransitions.add(Transitions.name(from, change.getClass()));
    }

    Set<String> events() {
        Set<String> events = new TreeSet<>();
        events.add(name(ExecutionChange.Started.class));
        leaves(SwfChange.class)
                .filter(c -> c != SwfActivityChange.BeatSeen.class && c != SwfExternalChange.Addressed.class)
                .forEach(c -> events.add(name(c)));
        return events;
    }

    Set<String> missingEvents() {
        return without(events(), seenEvents);
    }

    Set<String> decisions() {
        Set<String> decisions = new TreeSet<>();
        leaves(Decision.class).forEach(c -> decisions.add(c.getSimpleName()));
        return decisions;
    }

    Set<String> missingDecisions() {
        return without(decisions(), seenDecisions);
    }

    /** The causes of events that a decision failed; not why an execution was terminated. */
    Set<String> causes() {
        Set<String> causes = new TreeSet<>();
        leaves(SwfChange.class)
                .filter(c -> c != SwfExecutionChange.Terminated.class)
                .forEach(c -> {
                    for (RecordComponent component : c.getRecordComponents()) {
                        if (component.getName().equals("cause")) {
                            for (Object cause : component.getType().getEnumConstants()) {
                                causes.add(name(c) + ": " + cause);
                            }
                        }
                    }
                });
        return causes;
    }

    Set<String> missingCauses() {
        return without(causes(), seenCauses);
    }

    Set<String> missingTransitions() {
        Set<String> lines = new TreeSet<>();
        Stream.of(
                        SwfFold.TABLE,
                        DecisionTask.TABLE,
                        ActivityTask.TABLE,
                        Timer.TABLE,
                        Child.TABLE,
                        External.TABLE,
                        LambdaTask.TABLE)
                .forEach(table -> lines.addAll(table.lines()));
        return without(lines, seenTransitions);
    }

    private static Set<String> without(Set<String> all, Set<String> seen) {
        Set<String> missing = new TreeSet<>(all);
        missing.removeAll(seen);
        return missing;
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses())
                        .flatMap(Coverage::leaves)
                        .distinct()
                : Stream.of(type);
    }

    private static String name(Class<?> change) {
        return change.getEnclosingClass().getSimpleName() + "." + change.getSimpleName();
    }
}
