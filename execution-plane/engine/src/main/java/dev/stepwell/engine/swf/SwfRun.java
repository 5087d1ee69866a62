package dev.stepwell.engine.swf;

import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.engine.turn.SwfInput.ListOverride;
import dev.stepwell.engine.workflow.CloseStatus;
import dev.stepwell.engine.workflow.SwfFacts;
import dev.stepwell.engine.workflow.SwfSettings;
import dev.stepwell.engine.workflow.TaskList;
import dev.stepwell.engine.workflow.Timeout;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The state of one workflow execution: the fold of its records. It holds what is open, never what is over; of a run that has ended, what it
 * wanted of others and was not known to be done (see {@link Unsent}). Changed in place by {@link SwfMachine#apply}.
 */
public final class SwfRun {
    /** What a run, and what each thing that is open in it, takes in memory without payloads. */
    private static final long BARE = 1_024;

    private static final long EACH = 400;

    @Nullable
    StartFacts facts;

    Instant startedAt = Instant.EPOCH;
    Instant stoppedAt = Instant.EPOCH;
    Optional<CloseStatus> closeStatus = Optional.empty();

    /** The run id that it has continued under. */
    Optional<String> continuedAs = Optional.empty();

    long seq;
    long lastEvent;

    @Nullable
    DecisionTask decisionTask;

    /** Whether something has happened that a decider must see and that no decision task, open or completed, has shown to one. */
    boolean unseen;

    /** The list of decision tasks, and the one that a decider has asked for instead. */
    String taskList = "";

    Optional<ListOverride> override = Optional.empty();

    /** The start of the last decision task that was completed; 0 when none was. */
    long previousStartedEventId;

    Optional<Payload> context = Optional.empty();
    Optional<Instant> latestActivityTask = Optional.empty();
    boolean cancelRequested;

    /** What is open, by the event that began it. */
    final Map<Long, ActivityTask> activities = new TreeMap<>();

    final Map<Long, Timer> timers = new TreeMap<>();
    final Map<Long, Child> children = new TreeMap<>();
    final Map<Long, External> externals = new TreeMap<>();
    final Map<Long, LambdaTask> lambdas = new TreeMap<>();

    /** Whose signals and requests have been taken in. */
    final Heard heard = new Heard();

    /** The run that has not begun yet. */
    public SwfRun() {}

    /** What it is; only before its first record there is nothing to say. */
    public StartFacts facts() {
        StartFacts known = facts;
        if (known == null) {
            throw new IllegalStateException("the execution has not started");
        }
        return known;
    }

    /** How it has ended; empty while it is open. */
    public Optional<CloseStatus> closeStatus() {
        return closeStatus;
    }

    /** The seq of its last record. */
    public long seq() {
        return seq;
    }

    /** Whether it waits for something that heartbeats can put off or explain. */
    public boolean heedsBeats() {
        return activities.values().stream().anyMatch(task -> task.phase() == ActivityTask.Phase.STARTED);
    }

    /** About how many bytes it keeps in memory. */
    public long weight() {
        long bytes =
                BARE + EACH * (activities.size() + timers.size() + children.size() + lambdas.size() + heard.size());
        for (ActivityTask task : activities.values()) {
            bytes += size(task.scheduled().input()) + size(task.scheduled().control());
        }
        for (Child child : children.values()) {
            bytes += size(child.initiated().input()) + size(child.initiated().control());
        }
        for (LambdaTask task : lambdas.values()) {
            bytes += size(task.scheduled().input()) + size(task.scheduled().control());
        }
        return bytes + size(context);
    }

    private static long size(Optional<Payload> payload) {
        return payload.map(p -> 2L * p.text().length()).orElse(0L);
    }

    boolean isOpen() {
        return seq > 0 && closeStatus.isEmpty();
    }

    SwfFacts swf() {
        return facts().swf().orElseThrow();
    }

    SwfSettings settings() {
        return swf().settings();
    }

    /** The task list of that name in its domain. */
    TaskList list(TaskList.Kind kind, String name) {
        return new TaskList(kind, facts().region(), swf().domain(), name);
    }

    /** Takes over the list a decider asked for: for a time, or, without one, for good. */
    void override(String list, Optional<Timeout> scheduleToStart) {
        if (scheduleToStart.isPresent()) {
            override = Optional.of(new ListOverride(list, scheduleToStart));
        } else {
            override = Optional.empty();
            taskList = list;
        }
    }

    ActivityTask activity(long eventId) {
        return known(activities, eventId);
    }

    Child child(long eventId) {
        return known(children, eventId);
    }

    External external(long eventId) {
        return known(externals, eventId);
    }

    LambdaTask lambda(long eventId) {
        return known(lambdas, eventId);
    }

    private static <T> T known(Map<Long, T> things, long eventId) {
        T thing = things.get(eventId);
        if (thing == null) {
            throw new IllegalStateException("nothing that event " + eventId + " began is open");
        }
        return thing;
    }
}
