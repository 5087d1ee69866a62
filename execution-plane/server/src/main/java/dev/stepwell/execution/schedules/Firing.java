package dev.stepwell.execution.schedules;

import dev.stepwell.engine.schedule.Recurrence;
import dev.stepwell.execution.ports.Clock;
import dev.stepwell.execution.ports.Rng;
import dev.stepwell.execution.ports.Timetable;
import dev.stepwell.execution.ports.Timetable.Due;
import dev.stepwell.execution.ports.Timetable.Entry;
import dev.stepwell.execution.ports.Timetable.Fire;
import dev.stepwell.execution.ports.Timetable.Step;
import dev.stepwell.execution.sweeps.Sweep;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.TenantId;
import dev.stepwell.names.Uuid7;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Has schedules fire: looks four times a second what is due, and again at the very time when something will be before the next look. Every
 * node does; what one has at hand the others pass over, and have it at their next look when that one dies.
 */
public final class Firing implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final int SCHEDULES_AT_ONCE = 200;

    /** Of one schedule in one step: a backlog of minutes is not made up for in one transaction. */
    private static final int FIRES_AT_ONCE = 100;

    private final Timetable timetable;
    private final Deciding deciding;
    private final Clock clock;
    private final Rng rng;
    private final Supplier<Optional<Set<TenantId>>> suspended;
    private final Sweep sweep;

    /**
     * Does nothing until {@link #start}.
     *
     * @param suspended tenants whose schedules rest; what was missed is made up for afterwards, or not, like what nobody was there for. Absent while
     *     that is not known: all rest then
     */
    Firing(Timetable timetable, Deciding deciding, Clock clock, Rng rng, Supplier<Optional<Set<TenantId>>> suspended) {
        this.suspended = suspended;
        this.timetable = timetable;
        this.deciding = deciding;
        this.clock = clock;
        this.rng = rng;
        this.sweep = new Sweep("schedules wait", LOOK, clock, this::step);
    }

    /** Begins to look. */
    public void start() {
        sweep.start();
    }

    /** Answers whether there was so much to do that there may be more. */
    private boolean step() {
        Optional<Set<TenantId>> resting = suspended.get();
        if (resting.isEmpty()) {
            return false;
        }
        List<Due> soon = timetable.due(LOOK, SCHEDULES_AT_ONCE, resting.get());
        Instant now = clock.now();
        List<Due> due = soon.stream().filter(each -> !each.at().isAfter(now)).toList();
        soon.stream()
                .map(Due::at)
                .filter(at -> at.isAfter(now))
                .findFirst()
                .ifPresent(at -> clock.after(Duration.between(now, at).plusMillis(1), sweep::now));
        if (due.isEmpty()) {
            return false;
        }
        timetable.advance(due, this::step);
        timetable.decide(due, deciding::decide);
        return soon.size() == SCHEDULES_AT_ONCE;
    }

    /** What is due of a schedule by now; what was missed for longer than it has patience is told of once. */
    private Step step(Entry entry, Instant now) {
        Recurrence recurrence = Terms.recurrence(entry.definition(), entry.createdAt());
        Optional<Instant> due = entry.nextDue();
        List<Fire> fires = new ArrayList<>();
        Instant oldest = now.minus(Terms.patience(entry.definition()));
        if (due.isPresent() && due.get().isBefore(oldest)) {
            fires.add(fire(entry, due.get(), now));
            due = recurrence.next(oldest);
        }
        while (due.isPresent() && !due.get().isAfter(now) && fires.size() < FIRES_AT_ONCE) {
            fires.add(fire(entry, due.get(), now));
            due = recurrence.next(due.get());
        }
        return new Step(fires, due);
    }

    private Fire fire(Entry entry, Instant due, Instant now) {
        long window = Terms.window(entry.definition()).toMillis();
        Instant at = window == 0 ? due : due.plusMillis(rng.generator().nextLong(window));
        return Fire.of(due, at, at, executionId(now, rng));
    }

    static ExecutionId executionId(Instant now, Rng rng) {
        return new ExecutionId(Uuid7.make(now.toEpochMilli(), rng.generator()));
    }

    @Override
    public void close() {
        sweep.close();
    }
}
