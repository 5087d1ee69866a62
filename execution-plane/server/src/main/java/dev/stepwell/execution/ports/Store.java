package dev.stepwell.execution.ports;

import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.turn.Beat;
import dev.stepwell.engine.turn.Letter;
import dev.stepwell.engine.turn.RunStatus;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where executions are durable. There are two, PostgreSQL and memory, held equal by one conformance suite.
 *
 * <p>Every method may throw {@link StoreException}. What was read is what had been committed when the call began, or later.
 */
public interface Store {
    /**
     * Writes a group of turns, at most one per execution, in one transaction. Turns whose fence no longer holds drop out whole
     * and their neighbours go through. Returns one verdict per turn, in order; when it returns, what it calls committed is
     * durable.
     *
     * @throws StoreException with {@code inDoubt} when the group may or may not have been written: {@link #settle} tells
     */
    List<Verdict> commit(List<TurnCommit> group);

    /** Tells of a group in doubt what became of each turn, by re-reading epoch and seq, and births by their ids. */
    List<Verdict> settle(List<TurnCommit> group);

    /**
     * The row, snapshot and records of an execution.
     *
     * @throws UnknownRecordException when a newer version of the code wrote some of it: the node must decline the execution
     */
    Optional<LoadedRun> load(ExecutionKey key);

    /** What a node that wants to go on with an execution finds. */
    sealed interface Loaded {
        /** All it takes. */
        record Here(LoadedRun run) implements Loaded {}

        /** It is running, and another node that is alive owns it. */
        record Elsewhere(ExecutionRow.Lease lease) implements Loaded {}

        /** A newer version of the code wrote some of it: the node must decline it. */
        record Unreadable(UnknownRecordException why) implements Loaded {}
    }

    /**
     * What a node needs to go on with executions: all of them by one reading where the store can, for a thousand timers may be due in one
     * second. Those that are not there are left out.
     */
    default Map<ExecutionKey, Loaded> load(Set<ExecutionKey> keys, Incarnation reader) {
        Map<ExecutionKey, Loaded> found = new HashMap<>();
        for (ExecutionKey key : keys) {
            loadFor(key, reader).ifPresent(loaded -> found.put(key, loaded));
        }
        return found;
    }

    private Optional<Loaded> loadFor(ExecutionKey key, Incarnation reader) {
        Optional<ExecutionRow> row = find(key);
        if (row.isEmpty() || row.get().isElsewhere(reader)) {
            return row.map(held -> new Loaded.Elsewhere(held.lease()));
        }
        try {
            return load(key)
                    .map(run -> run.row().isElsewhere(reader)
                            ? new Loaded.Elsewhere(run.row().lease())
                            : new Loaded.Here(run));
        } catch (UnknownRecordException e) {
            return Optional.of(new Loaded.Unreadable(e));
        }
    }

    /** The row of an execution. */
    Optional<ExecutionRow> find(ExecutionKey key);

    /** The rows of those of these executions that are there, by their ids, in one look. */
    Map<ExecutionId, ExecutionRow> findAll(TenantId tenant, Set<ExecutionId> ids);

    /** The row of the execution of that machine and name. */
    Optional<ExecutionRow> findByName(TenantId tenant, String region, String stateMachineName, String name);

    /** A page of a machine's executions, newest first. Their inputs and endings are left out: the input reads {@code null}. */
    List<ExecutionRow> list(TenantId tenant, ListQuery query);

    /**
     * The events of a history from {@code query.from()} on, with their payloads; records that are no events are left out.
     */
    List<JournalRecord> events(ExecutionKey key, EventQuery query);

    /** Which of these machines have a running execution; the control plane asks before it lets deleted machines go. */
    Set<String> running(TenantId tenant, String region, Set<String> stateMachineNames);

    /**
     * Notes a heartbeat, durably and without a turn, at the database's time.
     *
     * @param details what the worker says with it; replaces what it said before
     */
    Pulse beat(ExecutionKey key, TaskRef task, Optional<String> details);

    /** Notes a heartbeat that says nothing. Returns whether it was taken. */
    default boolean beat(ExecutionKey key, TaskRef task) {
        return beat(key, task, Optional.empty()) != Pulse.NONE;
    }

    /** The last heartbeat of each of the execution's open tasks that has had one. */
    Map<TaskRef, Beat> beats(ExecutionKey key);

    /** Those of a tenant's tasks that are open and handed out. */
    Set<TaskAt> open(TenantId tenant, List<TaskAt> tasks);

    /** What lies in an execution's inbox, the oldest first. */
    List<Letter.Slip> inbox(ExecutionKey key, int limit);

    /** Executions that have had a letter since before {@code before}, the one that has had it longest first. */
    List<ExecutionKey> receivers(Instant before, int limit);

    /** Takes away what was sent before {@code before} to an execution that is not there. */
    void discardLetters(ExecutionKey key, Instant before);

    /** Makes a node known and ends the leases of every earlier incarnation of it. */
    void join(NodeRow node, Duration life);

    /**
     * Renews a node for {@code life} from now, by the database's clock. Who is in time with that ends the lives of others that have run
     * out: what they own is free from then on and not before, and they learn of it when they renew themselves, so that a node that
     * stood still knows whether anybody may have taken what it holds.
     *
     * @return the database's time, or empty when the incarnation has been ended: the node must not go on as it
     */
    Optional<Instant> renew(Incarnation incarnation, Duration life);

    /** Ends an incarnation: its executions are free to be taken at once. */
    void leave(Incarnation incarnation);

    /** All nodes that are alive by the database's clock, in a fixed order. */
    List<NodeRow> nodes();

    /** Running executions whose owner has been ended, or may soon be as its life has run out. Ids only. */
    List<ExecutionKey> orphans(int limit);

    /** Wake-ups of the given slots that are due before {@code until}, soonest first. */
    List<WakeUp> wakeUps(Set<Integer> slots, Instant until, int limit);

    /** Tasks that were offered before {@code before} and have not been handed out, oldest first. */
    List<Offer> openOffers(Instant before, int limit);

    /** The number of slots that wake-ups are spread over; the same for all nodes of a cluster. */
    int SLOTS = 64;

    /** The slot of an execution's wake-up. */
    static int slot(ExecutionKey key) {
        return Math.floorMod(key.id().value().hashCode(), SLOTS);
    }

    /** What became of a heartbeat. */
    enum Pulse {
        /** The task was not open, or nobody had it; one that waits in no line is handed out from the start. */
        NONE,
        /** It was taken. */
        TAKEN,
        /** It was taken, and the worker is asked to cancel the task. */
        CANCEL_REQUESTED
    }

    /** A due wake-up. */
    record WakeUp(ExecutionKey key, Instant due) {}

    /** A task and whose it is. */
    record TaskAt(ExecutionKey key, TaskRef task) {}

    /**
     * A task that waits for a worker.
     *
     * @param line where it waits
     * @param priority of two in a line the one with the larger comes first
     */
    record Offer(ExecutionKey key, TaskRef task, TaskLine line, int priority) {}

    /**
     * A node.
     *
     * @param name what it is called across its lives; two nodes never share it
     * @param address where it takes calls from the others
     */
    record NodeRow(String name, Incarnation incarnation, String address) {}

    /**
     * Which executions of a machine.
     *
     * @param status only these
     * @param redriven only those that have, or have not, been redriven
     * @param qualifierArn only those started by this version or alias
     * @param after only those older than this one, which ended the page before
     */
    record ListQuery(
            String region,
            String stateMachineName,
            Optional<RunStatus> status,
            Optional<Boolean> redriven,
            Optional<String> qualifierArn,
            Optional<After> after,
            int limit) {}

    /** Where a page of a list ended. */
    record After(Instant startDate, ExecutionKey key) {}

    /**
     * Which events.
     *
     * @param from the first event id wanted: the smallest, or the largest when reversed
     * @param limit at most that many
     * @param reverse from the newest to the oldest
     */
    record EventQuery(long from, int limit, boolean reverse) {}
}
