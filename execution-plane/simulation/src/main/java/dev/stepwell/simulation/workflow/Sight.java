package dev.stepwell.simulation.workflow;

import dev.stepwell.engine.record.Change;
import dev.stepwell.engine.record.ExecutionChange;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.record.SwfActivityChange;
import dev.stepwell.engine.record.SwfChildChange;
import dev.stepwell.engine.record.SwfExecutionChange;
import dev.stepwell.engine.record.SwfExternalChange;
import dev.stepwell.engine.record.SwfLambdaChange;
import dev.stepwell.engine.record.SwfMarkerChange;
import dev.stepwell.engine.record.SwfTimerChange;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.StartFacts;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a decider has seen of a run: how far each thing has come that it has asked for, by the name it gave it. */
final class Sight {
    private final Map<Long, String> names = new HashMap<>();
    private final Map<String, Phase> phases = new HashMap<>();
    private final Set<String> signals = new HashSet<>();
    private final Set<String> cancelsAsked = new HashSet<>();
    private boolean cancelRequested;
    private @Nullable StartFacts facts;
    private String input = "";

    /** How far a thing has come. */
    enum Phase {
        ASKED_FOR,
        STARTED,
        DONE,
        FAILED,
        TIMED_OUT,
        CANCELED,
        /** It was not begun with, or is over in a way that nobody foresaw. */
        AMISS
    }

    Sight(List<JournalRecord> events) {
        events.forEach(event -> see(event.eventId(), event.change()));
    }

    StartFacts facts() {
        StartFacts known = facts;
        if (known == null) {
            throw new IllegalStateException("a history without a beginning");
        }
        return known;
    }

    String input() {
        return input;
    }

    Optional<Phase> phase(String name) {
        return Optional.ofNullable(phases.get(name));
    }

    boolean hasSignal(String name) {
        return signals.contains(name);
    }

    boolean isCancelRequested() {
        return cancelRequested;
    }

    boolean isCancelAsked(String name) {
        return cancelsAsked.contains(name);
    }

    private void see(long id, Change change) {
        switch (change) {
            case ExecutionChange.Started c -> {
                facts = c.facts();
                input = c.input().text();
            }
            case SwfExecutionChange.Signaled c -> signals.add(c.name());
            case SwfExecutionChange.CancelRequested c -> cancelRequested = true;
            case SwfActivityChange c -> activity(id, c);
            case SwfTimerChange.Started c -> begun(id, c.timerId());
            case SwfTimerChange.Fired c -> phases.put(c.timerId(), Phase.DONE);
            case SwfTimerChange.Canceled c -> phases.put(c.timerId(), Phase.CANCELED);
            case SwfMarkerChange.Recorded c -> phases.put(c.markerName(), Phase.DONE);
            case SwfLambdaChange c -> function(id, c);
            case SwfChildChange c -> child(id, c);
            case SwfExternalChange c -> external(id, c);
            default -> {}
        }
    }

    private void begun(long id, String name) {
        names.put(id, name);
        phases.put(name, Phase.ASKED_FOR);
    }

    private void at(long id, Phase phase) {
        String name = names.get(id);
        if (name != null) {
            phases.put(name, phase);
        }
    }

    private void activity(long id, SwfActivityChange change) {
        switch (change) {
            case SwfActivityChange.Scheduled c -> begun(id, c.activityId());
            case SwfActivityChange.ScheduleFailed c -> phases.put(c.activityId(), Phase.AMISS);
            case SwfActivityChange.Started c -> at(c.scheduledEventId(), Phase.STARTED);
            case SwfActivityChange.Completed c -> at(c.scheduledEventId(), Phase.DONE);
            case SwfActivityChange.Failed c -> at(c.scheduledEventId(), Phase.FAILED);
            case SwfActivityChange.TimedOut c -> at(c.scheduledEventId(), Phase.TIMED_OUT);
            case SwfActivityChange.Canceled c -> at(c.scheduledEventId(), Phase.CANCELED);
            case SwfActivityChange.CancelRequested c -> cancelsAsked.add(c.activityId());
            case SwfActivityChange.CancelFailed c -> {}
            case SwfActivityChange.BeatSeen c -> {}
        }
    }

    private void function(long id, SwfLambdaChange change) {
        switch (change) {
            case SwfLambdaChange.Scheduled c -> begun(id, c.id());
            case SwfLambdaChange.ScheduleFailed c -> phases.put(c.id(), Phase.AMISS);
            case SwfLambdaChange.Started c -> at(c.scheduledEventId(), Phase.STARTED);
            case SwfLambdaChange.StartFailed c -> at(c.scheduledEventId(), Phase.AMISS);
            case SwfLambdaChange.Completed c -> at(c.scheduledEventId(), Phase.DONE);
            case SwfLambdaChange.Failed c -> at(c.scheduledEventId(), Phase.FAILED);
            case SwfLambdaChange.TimedOut c -> at(c.scheduledEventId(), Phase.TIMED_OUT);
        }
    }

    private void child(long id, SwfChildChange change) {
        switch (change) {
            case SwfChildChange.Initiated c -> begun(id, control(c.control()));
            case SwfChildChange.StartFailed c -> phases.put(control(c.control()), Phase.AMISS);
            case SwfChildChange.Started c -> at(c.child().initiatedEventId(), Phase.STARTED);
            case SwfChildChange.Completed c -> at(c.child().initiatedEventId(), Phase.DONE);
            case SwfChildChange.Failed c -> at(c.child().initiatedEventId(), Phase.FAILED);
            case SwfChildChange.TimedOut c -> at(c.child().initiatedEventId(), Phase.TIMED_OUT);
            case SwfChildChange.Canceled c -> at(c.child().initiatedEventId(), Phase.CANCELED);
            case SwfChildChange.Terminated c -> at(c.child().initiatedEventId(), Phase.AMISS);
        }
    }

    private void external(long id, SwfExternalChange change) {
        switch (change) {
            case SwfExternalChange.SignalInitiated c -> begun(id, control(c.control()));
            case SwfExternalChange.SignalFailed c -> phases.put(control(c.control()), Phase.AMISS);
            case SwfExternalChange.Addressed c -> {} // no event
            case SwfExternalChange.Signaled c -> at(c.initiatedEventId(), Phase.DONE);
            case SwfExternalChange.CancelInitiated c -> begun(id, control(c.control()));
            case SwfExternalChange.CancelFailed c -> phases.put(control(c.control()), Phase.AMISS);
            case SwfExternalChange.CancelRequested c -> at(c.initiatedEventId(), Phase.DONE);
        }
    }

    private static String control(Optional<Payload> control) {
        return control.map(Payload::text).orElse("");
    }
}
