package dev.stepwell.simulation.audit;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** What deciders, workers and clients of workflows were promised. */
public final class WorkflowLedger {
    private final Violations violations;
    private final Map<String, String> acknowledged = new LinkedHashMap<>();
    private final Map<String, String> byTask = new LinkedHashMap<>();
    private final Set<String> started = new LinkedHashSet<>();

    /** A ledger that notes here what does not add up. */
    public WorkflowLedger(Violations violations) {
        this.violations = violations;
    }

    /** A start was acknowledged with this run id. */
    public void started(String runId) {
        started.add(runId);
    }

    /** What carried this mark was acknowledged. */
    public void taken(String mark, Object by) {
        acknowledged.put(mark, String.valueOf(by));
    }

    /** An answer to a task, which takes one, was acknowledged. */
    public void completed(String token, String mark, Object task) {
        taken(mark, task);
        String before = byTask.putIfAbsent(token, mark);
        violations.require(
                before == null || before.equals(mark), "I3", task, "answered by " + mark + " and by " + before);
    }

    /** How many promises there are. */
    public int size() {
        return acknowledged.size() + started.size();
    }

    /** Holds them against the marks that histories have in the end. */
    void check(Map<String, String> found, Predicate<String> isRun) {
        acknowledged.forEach((mark, by) ->
                violations.require(found.containsKey(mark), "I1", by, mark + " was acknowledged and is in no history"));
        started.forEach(run ->
                violations.require(isRun.test(run), "I1", run, "its start was acknowledged and it is not there"));
    }
}
