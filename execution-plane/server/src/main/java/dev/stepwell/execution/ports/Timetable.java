package dev.stepwell.execution.ports;

import dev.stepwell.contracts.calling.Precondition;
import dev.stepwell.contracts.scheduler.v1.CreateScheduleRequest;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Schedules, and the times that they are due at. A time is a <em>fire</em> from when its schedule was moved on to the next, in one
 * transaction; it says beforehand which execution it will be. Every method may throw {@link StoreException}.
 */
public interface Timetable {
    /** Makes a schedule, unless the tenant has one of its name or as many as {@code most} in all. */
    Added add(TenantId tenant, Entry entry, int most);

    /** The schedule of that name. */
    Optional<Entry> find(TenantId tenant, String region, String name);

    /** Makes of the schedule with this id what is given, if it is as expected; answers whether it is there. */
    boolean replace(TenantId tenant, Entry entry, Precondition<Entry> expected);

    /** Deletes a schedule with its fires, if it is as expected; answers whether it was there. */
    boolean remove(TenantId tenant, String region, String name, Precondition<Entry> expected);

    /** Some of a tenant's schedules, by name, those behind {@code after}. */
    List<Entry> list(TenantId tenant, Wanted wanted, String after, int limit);

    /** A schedule's fires, the newest first. */
    List<Fire> fires(TenantId tenant, UUID schedule, int limit);

    /** Lets a schedule fire at these times too; answers at how many of them it had not. */
    int addFires(TenantId tenant, UUID schedule, List<Fire> fires);

    /** Schedules that are due, or have fires due, by the database's clock so much later; the longest due first, and none of these tenants'. */
    List<Due> due(Duration ahead, int most, Set<TenantId> suspended);

    /**
     * Moves on those of these schedules that are due and that nobody else moves.
     *
     * @param step what is due of a schedule now, and when it is due next
     */
    void advance(List<Due> schedules, BiFunction<Entry, Instant, Step> step);

    /**
     * Decides the fires that are due of those of these schedules that nobody else decides of. They are nobody else's until it has returned,
     * unless this takes more than some seconds: whoever dies over it leaves them free at once.
     *
     * @param decide says of each fire what becomes of it; may block
     */
    void decide(List<Due> schedules, Function<List<Work>, List<Decision>> decide);

    /** What became of a schedule that was to be added. */
    enum Added {
        /** It is there. */
        ADDED,
        /** There is one of its name. */
        TAKEN,
        /** There are as many as may be. */
        FULL
    }

    /** What a schedule does while something that it has started still runs. */
    enum Overlap {
        /** It starts another one. */
        ALLOW_ALL,
        /** It starts none. */
        SKIP,
        /** It starts one as soon as nothing runs any more. */
        BUFFER_ONE,
        /** It asks what runs to end, and then starts one. */
        CANCEL_OTHER,
        /** It ends what runs, and starts one. */
        TERMINATE_OTHER
    }

    /**
     * A schedule.
     *
     * @param definition the question that made it what it is
     * @param nextDue nothing while it is disabled, and when it is never due again
     */
    record Entry(
            UUID id,
            String account,
            String region,
            String name,
            CreateScheduleRequest definition,
            Overlap overlap,
            Instant createdAt,
            Instant modifiedAt,
            Optional<Instant> nextDue) {
        /** Whether it fires. */
        public boolean isEnabled() {
            return !definition.getState().equals("DISABLED");
        }

        /** Whether it goes when it is never due again. */
        public boolean isTemporary() {
            return definition.getActionAfterCompletion().equals("DELETE");
        }
    }

    /** Which schedules. */
    record Wanted(String region, String prefix, Optional<Boolean> enabled) {}

    /** A schedule that something is due of. */
    record Due(TenantId tenant, UUID schedule, Instant at) {}

    /** What is due of a schedule, and when it is due next. */
    record Step(List<Fire> fires, Optional<Instant> next) {}

    /**
     * A time that a schedule was due at.
     *
     * @param countsFrom when its patience began
     * @param at when it is tried next, or was decided
     * @param execution which it is or would be
     * @param end what came of it
     * @param reason why nothing was started, or not yet; empty when there is none
     */
    record Fire(
            Instant due,
            Instant countsFrom,
            Instant at,
            int attempts,
            ExecutionId execution,
            Optional<End> end,
            String reason) {
        /** One that nobody has tried yet. */
        public static Fire of(Instant due, Instant countsFrom, Instant at, ExecutionId execution) {
            return new Fire(due, countsFrom, at, 0, execution, Optional.empty(), "");
        }
    }

    /** What came of a fire. */
    record End(Outcome outcome, Optional<String> executionArn) {}

    /** What can come of a fire. */
    enum Outcome {
        /** Something was started. */
        STARTED,
        /** Something that was started before still ran. */
        SKIPPED,
        /** It was too late. */
        MISSED,
        /** It could not be started. */
        FAILED
    }

    /**
     * What is to be decided of a schedule.
     *
     * @param fires those that are due, and those that wait for the end of something, in the order of their times
     * @param running what it has started and has not ended; looked for only where it matters
     * @param now by the database's clock
     */
    record Work(TenantId tenant, Entry entry, List<Fire> fires, Set<ExecutionId> running, Instant now) {}

    /** What becomes of a fire. */
    record Decision(TenantId tenant, UUID schedule, Fire fire) {}

    /** There are no schedules, and there can be none. */
    Timetable NONE = new Timetable() {
        @Override
        public Added add(TenantId tenant, Entry entry, int most) {
            return Added.FULL;
        }

        @Override
        public Optional<Entry> find(TenantId tenant, String region, String name) {
            return Optional.empty();
        }

        @Override
        public boolean replace(TenantId tenant, Entry entry, Precondition<Entry> expected) {
            return false;
        }

        @Override
        public boolean remove(TenantId tenant, String region, String name, Precondition<Entry> expected) {
            return false;
        }

        @Override
        public List<Entry> list(TenantId tenant, Wanted wanted, String after, int limit) {
            return List.of();
        }

        @Override
        public List<Fire> fires(TenantId tenant, UUID schedule, int limit) {
            return List.of();
        }

        @Override
        public int addFires(TenantId tenant, UUID schedule, List<Fire> fires) {
            return 0;
        }

        @Override
        public List<Due> due(Duration ahead, int most, Set<TenantId> suspended) {
            return List.of();
        }

        @Override
        public void advance(List<Due> schedules, BiFunction<Entry, Instant, Step> step) {}

        @Override
        public void decide(List<Due> schedules, Function<List<Work>, List<Decision>> decide) {}
    };
}
