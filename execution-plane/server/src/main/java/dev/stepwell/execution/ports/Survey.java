package dev.stepwell.execution.ports;

import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.turn.RunStatus;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is in the store, for those who only look, but for map runs and their children, which are listed elsewhere: questions that no turn waits for. There are two, over PostgreSQL and over memory, and
 * both mean by a {@link Wanted} what its {@code matches} says. Every method may throw {@link StoreException}.
 */
public interface Survey {
    /** A page of executions, newest first. */
    List<Found> search(TenantId tenant, Wanted wanted, Optional<Store.After> after, int limit);

    /** How many there are of each status; those of which there is none are left out. */
    Map<RunStatus, Long> count(TenantId tenant, Wanted wanted);

    /** These executions, those that are there, in no order. */
    List<Found> these(TenantId tenant, Collection<ExecutionId> ids);

    /** Executions that started or ended at a time or later, those that changed first at first. */
    List<Found> changedSince(TenantId tenant, String region, Instant since, int limit);

    /** What runs, by machine. */
    List<MachineCount> running(TenantId tenant, String region);

    /** What ended at a time or later, by machine and status. */
    List<MachineCount> endedSince(TenantId tenant, String region, Instant since);

    /** Open tasks of a line, the oldest first. */
    List<OpenTask> openTasks(TenantId tenant, TaskLine line, Optional<AfterTask> after, int limit);

    /** How many open tasks of a line wait for a worker, and how many a worker has. */
    TaskCounts taskCounts(TenantId tenant, TaskLine line);

    /** The open tasks of an execution that have a row: those that end by token. */
    List<OpenTask> tasksOf(ExecutionKey key);

    /**
     * The records of an execution that come after one, in order, with their payloads: those of the next commits. None when there are no more.
     *
     * @param after the seq of the last record of a commit, be it of the last one that was read; 0 to begin with the first
     * @param commits of at most so many
     */
    List<JournalRecord> records(ExecutionKey key, long after, int commits);

    /**
     * Which executions: all that satisfy everything given.
     *
     * @param region of this region
     * @param machine of the machine of this name
     * @param statuses in one of these; none given: in any
     * @param name whose name contains this, whatever the case of ASCII letters
     * @param error that ended with exactly this error
     * @param startedAfter begun at this time or later
     * @param startedBefore begun before this time
     * @param stoppedAfter ended at this time or later
     * @param stoppedBefore ended before this time
     * @param versionArn started by this version
     * @param aliasArn started by this alias
     */
    record Wanted(
            String region,
            Optional<String> machine,
            Set<RunStatus> statuses,
            Optional<String> name,
            Optional<String> error,
            Optional<Instant> startedAfter,
            Optional<Instant> startedBefore,
            Optional<Instant> stoppedAfter,
            Optional<Instant> stoppedBefore,
            Optional<String> versionArn,
            Optional<String> aliasArn) {
        public Wanted {
            statuses = Set.copyOf(statuses);
        }

        /** Whether an execution of the region is one of them. */
        public boolean matches(Found found) {
            return matchesForEver(found)
                    && (statuses.isEmpty() || statuses.contains(found.status()))
                    && error.map(e -> found.error().equals(Optional.of(e))).orElse(true)
                    && isWithin(found.stopDate(), stoppedAfter, stoppedBefore);
        }

        /** Whether an execution of the region satisfies what cannot change any more once it has begun. */
        public boolean matchesForEver(Found found) {
            StartFacts facts = found.facts();
            return found.isShown()
                    && machine.map(facts.stateMachineName()::equals).orElse(true)
                    && name.map(part -> lower(facts.name()).contains(lower(part)))
                            .orElse(true)
                    && versionArn
                            .map(arn -> facts.versionArn().equals(Optional.of(arn)))
                            .orElse(true)
                    && aliasArn.map(arn -> facts.aliasArn().equals(Optional.of(arn)))
                            .orElse(true)
                    && isWithin(Optional.of(found.startDate()), startedAfter, startedBefore);
        }

        private static boolean isWithin(Optional<Instant> time, Optional<Instant> from, Optional<Instant> until) {
            boolean lateEnough =
                    from.isEmpty() || time.filter(t -> !t.isBefore(from.get())).isPresent();
            return lateEnough
                    && (until.isEmpty()
                            || time.filter(t -> t.isBefore(until.get())).isPresent());
        }

        /** ASCII letters only, so that databases of every locale mean the same. */
        public static String lower(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < bytes.length; i++) {
                if (bytes[i] >= 'A' && bytes[i] <= 'Z') {
                    bytes[i] += 'a' - 'A';
                }
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /**
     * An execution as it stands.
     *
     * @param error what it ended with
     * @param redrives how it has been redriven
     */
    record Found(
            ExecutionKey key,
            StartFacts facts,
            RunStatus status,
            Instant startDate,
            Optional<Instant> stopDate,
            Optional<String> error,
            Redrives redrives) {
        /** Whether it is shown among the executions of its machine: map runs and their children are listed elsewhere. */
        public boolean isShown() {
            return facts.listedUnder().equals(facts.stateMachineName());
        }
    }

    /** How many executions of a machine have a status. */
    record MachineCount(String machine, RunStatus status, long count) {}

    /**
     * A task that has not ended.
     *
     * @param facts of its execution
     * @param handedOut whether somebody has it
     * @param scheduled since when it is there
     * @param lastBeat the last heartbeat
     */
    record OpenTask(
            ExecutionKey key,
            StartFacts facts,
            TaskRef task,
            boolean handedOut,
            Instant scheduled,
            Optional<Instant> lastBeat) {}

    /** Where a page of open tasks ended. */
    record AfterTask(Instant scheduled, ExecutionId execution, long eventId) {}

    /** Open tasks of a line. */
    record TaskCounts(long scheduled, long started) {}
}
