package dev.stepwell.execution.traces;

import dev.stepwell.engine.record.ExecutionChange;
import dev.stepwell.engine.record.FanOutChange;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.record.MapRunChange;
import dev.stepwell.engine.record.PauseChange;
import dev.stepwell.engine.record.StateChange;
import dev.stepwell.engine.record.SwfChange;
import dev.stepwell.engine.record.TaskChange;
import dev.stepwell.engine.record.TaskFamily;
import dev.stepwell.engine.turn.StartFacts;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The spans of an execution, made of its events in their order: one for itself, one for each time that a state was entered, one for each task, nested as
 * they were. After a redrive what comes then is under a span of its own, and what was before it has been told already.
 */
final class Spans {
    /** The names that OpenTelemetry's semantic conventions have for AWS. */
    private static final AttributeKey<String> MACHINE = AttributeKey.stringKey("aws.step_functions.state_machine.arn");

    private static final AttributeKey<String> EXECUTION = AttributeKey.stringKey("stepwell.execution.arn");
    private static final AttributeKey<String> STATE_TYPE = AttributeKey.stringKey("stepwell.state.type");
    private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

    private final TraceContext trace;
    private final int most;
    private final List<SpanData> ended = new ArrayList<>();

    /** The state that each frame stands in, and the task that it waits for. */
    private final Map<Integer, Open> states = new HashMap<>();

    private final Map<Integer, Open> tasks = new HashMap<>();

    /** Under which span whatever follows an event is. */
    private final Map<Long, String> around = new HashMap<>();

    private Open whole;

    private record Open(
            long eventId, Optional<String> parent, String name, SpanKind kind, Instant start, Attributes attributes) {}

    /**
     * None yet.
     *
     * @param most how many spans to make; further ones of states and tasks are left out
     */
    Spans(TraceContext trace, StartFacts facts, Instant start, int most) {
        this.trace = trace;
        this.most = most;
        this.whole = new Open(
                1,
                trace.parent(),
                facts.stateMachineName(),
                SpanKind.INTERNAL,
                start,
                Attributes.of(MACHINE, facts.stateMachineArn(), EXECUTION, facts.executionArn()));
    }

    /**
     * Those that an execution has ended with.
     *
     * @param events its events from the first to the one that ended it
     */
    static List<SpanData> of(TraceContext trace, StartFacts facts, List<JournalRecord> events, int most) {
        Spans spans = new Spans(trace, facts, events.getFirst().at(), most);
        events.forEach(spans::take);
        return spans.ended();
    }

    /** Those that have ended until now; that of the execution itself is the last. */
    List<SpanData> ended() {
        return ended;
    }

    /** Takes the next event. */
    void take(JournalRecord event) {
        switch (event.change()) {
            case ExecutionChange change -> execution(event, change);
            case StateChange change -> state(event, change);
            case TaskChange change -> task(event, change);
            case FanOutChange change -> around.put(event.eventId(), inside(change.frame(), event));
            case PauseChange change -> {} // no event
            case MapRunChange change -> throw new IllegalStateException("no event of an execution: " + change);
            case SwfChange change -> throw new IllegalStateException("no event of an execution: " + change);
        }
    }

    private void execution(JournalRecord event, ExecutionChange change) {
        around.put(event.eventId(), trace.spanId(whole.eventId));
        switch (change) {
            case ExecutionChange.Started started -> {}
            case ExecutionChange.Succeeded succeeded -> end(event.at(), Optional.empty());
            case ExecutionChange.Failed failed -> end(event.at(), failed.error().or(() -> Optional.of("FAILED")));
            case ExecutionChange.TimedOut out -> end(event.at(), Optional.of("States.Timeout"));
            case ExecutionChange.Aborted aborted ->
                end(event.at(), aborted.error().or(() -> Optional.of("ABORTED")));
            case ExecutionChange.Redriven redriven -> {
                ended.clear();
                whole = new Open(
                        event.eventId(),
                        Optional.of(trace.spanId(1)),
                        whole.name,
                        whole.kind,
                        event.at(),
                        whole.attributes);
                around.put(event.eventId(), trace.spanId(whole.eventId));
            }
        }
    }

    private void end(Instant at, Optional<String> error) {
        tasks.values().forEach(task -> close(task, at, error));
        states.values().forEach(state -> close(state, at, error));
        tasks.clear();
        states.clear();
        add(whole, at, error);
    }

    private void state(JournalRecord event, StateChange change) {
        switch (change) {
            case StateChange.Entered entered -> {
                String parent = around.getOrDefault(event.previousEventId(), trace.spanId(whole.eventId));
                around.put(event.eventId(), parent);
                states.put(
                        entered.frame(),
                        new Open(
                                event.eventId(),
                                Optional.of(parent),
                                entered.name(),
                                SpanKind.INTERNAL,
                                event.at(),
                                Attributes.of(STATE_TYPE, entered.kind().name())));
            }
            case StateChange.Exited exited -> leave(event, exited.frame(), Optional.empty());
            case StateChange.EvaluationFailed failed -> outside(failed.frame(), event);
            case StateChange.Aborted aborted -> leave(event, aborted.frame(), Optional.of("ABORTED"));
            case StateChange.WaitArmed armed -> {}
            case StateChange.RetryArmed armed -> {}
        }
    }

    private void leave(JournalRecord event, int frame, Optional<String> error) {
        outside(frame, event);
        Open task = tasks.remove(frame);
        if (task != null) {
            close(task, event.at(), error);
        }
        Open state = states.remove(frame);
        if (state != null) {
            close(state, event.at(), error);
        }
    }

    private void task(JournalRecord event, TaskChange change) {
        if (!event.isEvent()) {
            return;
        }
        outside(change.frame(), event);
        switch (change) {
            case TaskChange.Scheduled scheduled ->
                tasks.put(
                        change.frame(),
                        new Open(
                                event.eventId(),
                                Optional.of(inside(change.frame(), event)),
                                name(scheduled.family()),
                                SpanKind.CLIENT,
                                event.at(),
                                Attributes.empty()));
            case TaskChange.Succeeded succeeded -> done(event, change, Optional.empty());
            case TaskChange.Failed failed -> done(event, change, failed.error().or(() -> Optional.of("FAILED")));
            case TaskChange.TimedOut out -> done(event, change, out.error().or(() -> Optional.of("States.Timeout")));
            case TaskChange.Started started -> {}
            case TaskChange.Submitted submitted -> {}
            case TaskChange.EndedEarly early -> {}
            case TaskChange.BeatSeen seen -> {}
        }
    }

    /** As semantic conventions have it: service and operation, or the name of the function or activity. */
    private static String name(TaskFamily family) {
        return family.kind() == TaskFamily.Kind.SERVICE
                ? family.resourceType() + ":" + family.resource()
                : family.resource().substring(family.resource().lastIndexOf(':') + 1);
    }

    private void done(JournalRecord event, TaskChange change, Optional<String> error) {
        Open task = tasks.remove(change.frame());
        if (task != null) {
            close(task, event.at(), error);
        }
    }

    /** What follows the event is beside the frame's state. */
    private void outside(int frame, JournalRecord event) {
        Open state = states.get(frame);
        if (state != null && event.isEvent()) {
            around.put(event.eventId(), state.parent.orElseThrow());
        }
    }

    /** What follows the event is inside of the frame's state, as are the branches of a Parallel. */
    private String inside(int frame, JournalRecord event) {
        Open state = states.get(frame);
        return state == null
                ? around.getOrDefault(event.previousEventId(), trace.spanId(whole.eventId))
                : trace.spanId(state.eventId);
    }

    private void close(Open open, Instant at, Optional<String> error) {
        if (ended.size() + 1 < most) {
            add(open, at, error);
        }
    }

    private void add(Open open, Instant at, Optional<String> error) {
        AttributesBuilder attributes = open.attributes.toBuilder();
        error.ifPresent(name -> attributes.put(ERROR_TYPE, name));
        ended.add(new ExecutionSpan(
                trace, open.eventId, open.parent, open.name, open.kind, open.start, at, error, attributes.build()));
    }
}
