package dev.stepwell.simulation.audit;

import dev.stepwell.engine.record.Change;
import dev.stepwell.engine.record.DecisionTaskChange;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.record.SwfActivityChange;
import dev.stepwell.engine.record.SwfChildChange;
import dev.stepwell.engine.record.SwfExecutionChange;
import dev.stepwell.engine.record.SwfExternalChange;
import dev.stepwell.engine.record.SwfTimerChange;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.engine.workflow.Asker;
import dev.stepwell.engine.workflow.Initiator;
import dev.stepwell.engine.workflow.TerminatedCause;
import dev.stepwell.execution.ports.LoadedRun;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.simulation.workflow.Plan;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** What the histories of workflows must be like when everything has come to rest, read from nothing but their events. */
public final class WorkflowEndAudit {
    private static final int ALL = 1_000_000;

    private final Store store;
    private final Violations violations;
    private final Function<String, Plan> plans;
    private final Map<String, String> marks = new HashMap<>();
    private final Map<Asker, String> signals = new HashMap<>();
    private final Map<Asker, String> cancels = new HashMap<>();
    private final Map<String, WorkflowShadow> runs = new HashMap<>();

    /** An auditor of this store, which knows what plans were followed. */
    public WorkflowEndAudit(Store store, Violations violations, Function<String, Plan> plans) {
        this.store = store;
        this.violations = violations;
        this.plans = plans;
    }

    /**
     * Looks at everything.
     *
     * @param mayBeTerminated whether somebody asked for the open run of a workflow id to be terminated
     * @return the runs that have closed
     */
    public Set<ExecutionKey> check(WorkflowAudit audit, WorkflowLedger ledger, Predicate<String> mayBeTerminated) {
        audit.shadows().forEach(shadow -> runs.put(shadow.key.id().toString(), shadow));
        Set<ExecutionKey> closed = new HashSet<>();
        for (WorkflowShadow shadow : audit.shadows()) {
            violations.require(shadow.isClosed(), "I1", shadow.workflowId() + " " + shadow.key, "it has not closed");
            if (shadow.isClosed()) {
                closed.add(shadow.key);
            }
            List<JournalRecord> events = store.events(shadow.key, new Store.EventQuery(1, ALL, false));
            sameRecords(shadow, events);
            new Telling(shadow).check(events);
            ends(shadow, mayBeTerminated);
            chain(shadow);
        }
        answers(audit);
        ledger.check(marks, runs::containsKey);
        return closed;
    }

    private void sameRecords(WorkflowShadow shadow, List<JournalRecord> events) {
        List<JournalRecord> expected =
                shadow.records.stream().filter(JournalRecord::isEvent).toList();
        violations.require(events.equals(expected), "I4", shadow.key, "the store gives back other events");
        Optional<LoadedRun> run = store.load(shadow.key);
        violations.require(
                run.isPresent() && run.get().row().lease().seq() == shadow.account.seq(),
                "I2",
                shadow.key,
                "its row is not at its last record");
        violations.require(
                run.isPresent() && run.get().row().status().isTerminal() == shadow.isClosed(),
                "I2",
                shadow.key,
                "its row and its records do not agree on whether it has ended");
        for (JournalRecord record : events) {
            boolean open = shadow.isClosed() && store.beat(shadow.key, new TaskRef(record.eventId(), 0));
            violations.require(!open, "I8", shadow.key, "it has closed and task " + record.eventId() + " is open");
        }
    }

    /** A run ends as its plan says, or as somebody has asked for. */
    private void ends(WorkflowShadow shadow, Predicate<String> mayBeTerminated) {
        if (shadow.ending().isEmpty()) {
            return;
        }
        String input = ((dev.stepwell.engine.record.ExecutionChange.Started)
                        shadow.records.get(0).change())
                .input()
                .text();
        Plan plan = plans.apply(Plan.nameIn(input));
        boolean cancelRequested =
                shadow.records.stream().anyMatch(r -> r.change() instanceof SwfExecutionChange.CancelRequested);
        boolean foreseen = switch (shadow.ending().get()) {
            case SwfExecutionChange.Completed c ->
                plan.end() == Plan.End.COMPLETES
                        && c.result().map(Payload::text).equals(Optional.of(plan.result(Plan.stageIn(input))));
            case SwfExecutionChange.Failed c -> plan.end() == Plan.End.FAILS;
            case SwfExecutionChange.Canceled c -> cancelRequested;
            case SwfExecutionChange.TimedOut c -> plan.end() == Plan.End.TIMES_OUT;
            case SwfExecutionChange.ContinuedAsNew c -> true; // the chain is looked at by itself
            case SwfExecutionChange.Terminated c ->
                c.cause() == TerminatedCause.CHILD_POLICY_APPLIED
                        ? shadow.facts.parent().isPresent()
                        : mayBeTerminated.test(shadow.workflowId());
        };
        violations.require(
                foreseen, "I5", shadow.key, "it ended with " + shadow.ending().get() + " by " + plan);
    }

    /** Each run that continues has the one successor that it names, which goes on with the next stage of the plan. */
    private void chain(WorkflowShadow shadow) {
        shadow.ending().ifPresent(ending -> {
            if (ending instanceof SwfExecutionChange.ContinuedAsNew c) {
                WorkflowShadow next = runs.get(c.runId());
                boolean unbroken = next != null
                        && next.workflowId().equals(shadow.workflowId())
                        && next.facts
                                .swf()
                                .orElseThrow()
                                .continuedFrom()
                                .equals(Optional.of(shadow.key.id().toString()));
                violations.require(unbroken, "I14", shadow.key, "the run it continues as is not there");
            }
        });
        shadow.facts.swf().orElseThrow().continuedFrom().ifPresent(before -> {
            WorkflowShadow previous = runs.get(before);
            boolean named = previous != null
                    && previous.ending()
                            .filter(e -> e instanceof SwfExecutionChange.ContinuedAsNew c
                                    && c.runId().equals(shadow.key.id().toString()))
                            .isPresent();
            violations.require(named, "I14", shadow.key, "the run it continues does not know of it");
        });
    }

    /** What a sender was told of its signal or request is so, and nobody else has got it. */
    private void answers(WorkflowAudit audit) {
        for (WorkflowShadow shadow : audit.shadows()) {
            for (JournalRecord record : shadow.records) {
                switch (record.change()) {
                    case SwfExternalChange.Signaled c ->
                        got(
                                signals,
                                shadow,
                                c.initiatedEventId(),
                                Optional.of(c.execution().runId()));
                    case SwfExternalChange.SignalFailed c ->
                        got(signals, shadow, c.initiatedEventId(), Optional.empty());
                    case SwfExternalChange.CancelRequested c ->
                        got(
                                cancels,
                                shadow,
                                c.initiatedEventId(),
                                Optional.of(c.execution().runId()));
                    case SwfExternalChange.CancelFailed c ->
                        got(cancels, shadow, c.initiatedEventId(), Optional.empty());
                    default -> {}
                }
            }
        }
    }

    private void got(Map<Asker, String> by, WorkflowShadow sender, long initiatedEventId, Optional<String> receiver) {
        Initiator from = new Initiator(sender.facts.swf().orElseThrow().execution(), initiatedEventId);
        violations.require(
                initiatedEventId == 0 || Optional.ofNullable(by.get(from)).equals(receiver),
                "I15",
                sender.key,
                "what event " + initiatedEventId + " sent is in run " + by.get(from) + " and the sender was told "
                        + receiver);
    }

    /** One history, told from its beginning. */
    private final class Telling {
        private final WorkflowShadow shadow;
        private final Map<Long, String> begun = new HashMap<>();
        private final Map<Long, String> over = new HashMap<>();
        private long decision;
        private boolean closed;

        Telling(WorkflowShadow shadow) {
            this.shadow = shadow;
        }

        void check(List<JournalRecord> events) {
            for (JournalRecord event : events) {
                violations.require(!closed, "law 10", shadow.key, event.change() + " after the end");
                see(event.eventId(), event.change());
            }
        }

        private void see(long id, Change change) {
            switch (change) {
                case DecisionTaskChange.Scheduled c -> {
                    violations.require(decision == 0, "I3", shadow.key, "two decision tasks are open: " + id);
                    decision = id;
                }
                case DecisionTaskChange.Started c -> once(begun, c.scheduledEventId(), "Started");
                case DecisionTaskChange.Completed c -> {
                    decided(c.scheduledEventId(), "Completed");
                    mark(c.executionContext());
                }
                case DecisionTaskChange.TimedOut c -> decided(c.scheduledEventId(), "TimedOut");
                case SwfActivityChange.Started c -> once(begun, c.scheduledEventId(), "Started");
                case SwfActivityChange.Completed c -> {
                    once(over, c.scheduledEventId(), "Completed");
                    mark(c.result());
                }
                case SwfActivityChange.Failed c -> {
                    once(over, c.scheduledEventId(), "Failed");
                    mark(c.details());
                }
                case SwfActivityChange.Canceled c -> {
                    once(over, c.scheduledEventId(), "Canceled");
                    mark(c.details());
                }
                case SwfActivityChange.TimedOut c -> once(over, c.scheduledEventId(), "TimedOut");
                case SwfTimerChange.Fired c -> once(over, c.startedEventId(), "Fired");
                case SwfTimerChange.Canceled c -> once(over, c.startedEventId(), "Canceled");
                case SwfExecutionChange.Signaled c -> {
                    c.from().ifPresent(from -> heard(signals, from, "signal"));
                    if (Asker.decision(c.from()).isEmpty()) {
                        mark(c.input());
                    }
                }
                case SwfExecutionChange.CancelRequested c -> {
                    if (!c.byPolicy()) {
                        c.from().ifPresent(from -> heard(cancels, from, "request to cancel"));
                    }
                }
                case SwfChildChange.Started c -> once(begun, c.child().initiatedEventId(), "Started");
                case SwfExecutionChange.Ending c -> closed = true;
                default -> {
                    long child = WorkflowLetters.ofChild(change);
                    if (child != 0) {
                        once(over, child, change.getClass().getSimpleName());
                    }
                }
            }
        }

        private void decided(long scheduled, String how) {
            violations.require(decision == scheduled, "I3", shadow.key, how + " of no open decision task " + scheduled);
            decision = 0;
        }

        private void once(Map<Long, String> where, long id, String what) {
            String before = where.put(id, what);
            violations.require(before == null, "I3", shadow.key, what + " of " + id + " after " + before);
        }

        private void heard(Map<Asker, String> by, Asker from, String what) {
            String before = by.put(from, shadow.key.id().toString());
            violations.require(
                    before == null, "I15", shadow.key, "the " + what + " of " + from + " is in " + before + " as well");
        }

        private void mark(Optional<Payload> payload) {
            payload.filter(text -> text.text().startsWith("mark:")).ifPresent(text -> {
                String before = marks.put(text.text(), shadow.key.id().toString());
                violations.require(
                        before == null, "I3", shadow.key, text.text() + " is in the history of " + before + " as well");
            });
        }
    }
}
