package dev.stepwell.simulation.audit;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server has promised its clients, to be held against what it shows in the end. Completions carry a mark in their output or
 * cause, {@code "mark":"…"} or {@code mark:…;}, so that they are known again.
 */
public final class Ledger {
    private static final Pattern MARK = Pattern.compile("mark\\\\*\":\\\\*\"([a-z0-9-]+)|mark:([a-z0-9-]+);");

    private static final Pattern CHILD = Pattern.compile("\"ExecutionArn\":\"([^\"]+)\",\"Input\":");

    private final Violations violations;
    private final Map<String, String> arnOfStart = new LinkedHashMap<>();
    private final Map<String, String> markOfTask = new HashMap<>();
    private final Map<String, String> taskOfMark = new LinkedHashMap<>();
    private final Set<String> stopped = new LinkedHashSet<>();

    /** A ledger that notes here what does not add up. */
    public Ledger(Violations violations) {
        this.violations = violations;
    }

    /**
     * A start was acknowledged.
     *
     * @param request the same for all tries and repetitions of one start: the machine, the name and the input
     */
    public void started(String request, String arn) {
        String before = arnOfStart.putIfAbsent(request, arn);
        violations.require(
                before == null || before.equals(arn), "I11", arn, "the same start was answered with " + before);
    }

    /**
     * A completion was acknowledged.
     *
     * @param task the task, such as its token
     * @param mark the mark that the completion carried
     */
    public void completed(String task, String mark) {
        taskOfMark.put(mark, task);
        String before = markOfTask.putIfAbsent(task, mark);
        violations.require(
                before == null || before.equals(mark), "I3", task, "completed by " + mark + " and by " + before);
    }

    /** A stop was acknowledged. */
    public void stopped(String arn) {
        stopped.add(arn);
    }

    /** How many promises there are. */
    public int size() {
        return arnOfStart.size() + taskOfMark.size() + stopped.size();
    }

    /**
     * Holds the promises against everything that is there in the end (I1, I3, I11).
     *
     * @param excused whether a completion may be missing from the history, as when its task was given up before its events were due
     */
    public void check(List<SeenExecution> executions, Predicate<String> excused) {
        Map<String, SeenExecution> byArn = new HashMap<>();
        Map<String, String> foundMarks = new HashMap<>();
        for (SeenExecution execution : executions) {
            violations.require(
                    byArn.put(execution.arn(), execution) == null, "I11", execution.arn(), "it is there twice");
            collect(execution, foundMarks);
        }
        for (Map.Entry<String, String> start : arnOfStart.entrySet()) {
            SeenExecution execution = byArn.get(start.getValue());
            violations.require(
                    execution != null, "I1", start.getValue(), "its start was acknowledged and it is not there");
            violations.require(
                    execution == null || !execution.status().equals("RUNNING"),
                    "I1",
                    start.getValue(),
                    "it has not ended");
        }
        for (Map.Entry<String, String> completion : taskOfMark.entrySet()) {
            violations.require(
                    foundMarks.containsKey(completion.getKey()) || excused.test(completion.getKey()),
                    "I1",
                    completion.getValue(),
                    "its completion " + completion.getKey() + " was acknowledged and is in no history");
        }
        for (String arn : stopped) {
            SeenExecution execution = byArn.get(arn);
            violations.require(
                    execution != null && !execution.status().equals("RUNNING"),
                    "I1",
                    arn,
                    "its stop was acknowledged and it runs");
        }
    }

    private void collect(SeenExecution execution, Map<String, String> found) {
        for (SeenEvent event : execution.events()) {
            boolean completion =
                    event.type().endsWith("Succeeded") || event.type().endsWith("Failed");
            boolean ofTask = event.type().startsWith("Activity")
                    || event.type().startsWith("Task")
                    || event.type().startsWith("Lambda");
            if (completion && ofTask && !event.type().contains("State")) {
                completed(execution, event.text(), found);
            }
        }
    }

    /** The end of a task that waited for a child tells of the child's own end, marks and all, and no other task may. */
    private void completed(SeenExecution execution, String text, Map<String, String> found) {
        Matcher child = CHILD.matcher(text);
        if (child.find()) {
            String before = found.put(child.group(1), execution.arn());
            violations.require(
                    before == null, "I13", child.group(1), "its end came to two tasks, the first of " + before);
            return;
        }
        for (String mark : marksIn(text)) {
            String before = found.put(mark, execution.arn());
            violations.require(before == null, "I3", execution.arn(), "completion " + mark + " was taken twice");
        }
    }

    /** The marks in a text. */
    public static Set<String> marksIn(String text) {
        Set<String> marks = new HashSet<>();
        Matcher matcher = MARK.matcher(text);
        while (matcher.find()) {
            marks.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
        }
        return marks;
    }
}
