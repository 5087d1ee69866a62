package dev.stepwell.simulation.audit;

import dev.stepwell.engine.record.ExecutionChange;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.execution.ports.ExecutionRow;
import dev.stepwell.execution.ports.LoadedRun;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.names.ExecutionKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a store must look like when everything has come to rest (I1, I8), and that it gives back what was written (I4). */
public final class EndAudit {
    private static final int ALL = 1_000_000;

    private final Store store;
    private final Violations violations;

    /** An auditor of the given store. */
    public EndAudit(Store store, Violations violations) {
        this.store = store;
        this.violations = violations;
    }

    /**
     * Looks at everything and returns the executions of state machines as anybody could read them.
     *
     * @param others other executions that have ended
     */
    public List<SeenExecution> check(JournalAudit journal, Set<ExecutionKey> others, Instant end) {
        List<SeenExecution> seen = new ArrayList<>();
        Set<ExecutionKey> closed = new HashSet<>(others);
        for (Shadow shadow : journal.shadows()) {
            Optional<LoadedRun> run = store.load(shadow.key);
            if (run.isEmpty()) {
                violations.add("I1", shadow.arn, "it was stored and is not there");
                continue;
            }
            sameRecords(shadow, run.get());
            if (run.get().row().status().isTerminal()) {
                closed.add(shadow.key);
            }
            noOpenTasks(shadow);
            seen.add(seen(shadow, run.get().row()));
        }
        nothingLeft(closed, end);
        return seen;
    }

    private void sameRecords(Shadow shadow, LoadedRun run) {
        List<JournalRecord> expected = shadow.records;
        long after = run.snapshot().map(LoadedRun.Snapshot::seq).orElse(0L);
        List<JournalRecord> tail =
                expected.stream().filter(record -> record.seq() > after).toList();
        violations.require(run.records().equals(tail), "I4", shadow.arn, "the store gives back other records");
        violations.require(
                run.row().status() == shadow.state.status(),
                "I2",
                shadow.arn,
                "its row says " + run.row().status() + " and its records " + shadow.state.status());
        violations.require(
                run.row().lease().seq() == shadow.account.seq(), "I2", shadow.arn, "its row is not at its last record");
    }

    private void noOpenTasks(Shadow shadow) {
        int generation = 0;
        for (JournalRecord record : shadow.records) {
            if (record.change() instanceof ExecutionChange.Redriven redriven) {
                generation = redriven.redriveCount();
            }
            TaskRef task = new TaskRef(record.eventId(), generation);
            boolean open = shadow.hasEnded() && record.isEvent() && store.beat(shadow.key, task);
            violations.require(!open, "I8", shadow.arn, "it has ended and " + task + " is still open");
        }
    }

    private void nothingLeft(Set<ExecutionKey> closed, Instant end) {
        Set<Integer> slots = new HashSet<>();
        for (int slot = 0; slot < Store.SLOTS; slot++) {
            slots.add(slot);
        }
        Instant later = end.plusSeconds(1_000_000);
        for (Store.WakeUp wakeUp : store.wakeUps(slots, later, ALL)) {
            violations.require(
                    !closed.contains(wakeUp.key()), "I8", wakeUp.key(), "it has ended and is still to be woken");
        }
        for (Store.Offer offer : store.openOffers(later, ALL)) {
            violations.require(
                    !closed.contains(offer.key()), "I8", offer.key(), "it has ended and still offers a task");
        }
        for (ExecutionKey key : store.receivers(later, ALL)) {
            violations.require(!closed.contains(key), "I8", key, "it has ended and its inbox is not empty");
        }
        for (ExecutionKey key : store.orphans(ALL)) {
            violations.require(!closed.contains(key), "I8", key, "it has ended and still waits for an owner");
        }
    }

    private SeenExecution seen(Shadow shadow, ExecutionRow row) {
        List<JournalRecord> events = store.events(shadow.key, new Store.EventQuery(1, ALL, false));
        return new SeenExecution(
                shadow.arn,
                row.status().name(),
                row.output().map(output -> output.text()),
                row.error(),
                events.stream().map(EventTypes::seen).toList());
    }
}
