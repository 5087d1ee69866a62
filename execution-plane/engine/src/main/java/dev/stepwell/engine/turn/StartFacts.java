package dev.stepwell.engine.turn;

import dev.stepwell.engine.workflow.SwfFacts;
import dev.stepwell.names.ExecutionId;
import java.util.Optional;

/**
 * What an execution is, fixed at its start.
 *
 * @param executionArn its ARN
 * @param name the last part of that
 * @param stateMachineArn the ARN of the machine, without version or alias
 * @param stateMachineName its name
 * @param revisionId the immutable revision it runs
 * @param roleArn the role of the revision
 * @param versionArn the version it was started by
 * @param aliasArn the alias it was started by
 * @param traceHeader as given
 * @param tokenKey the id of the key that seals its task tokens
 * @param parent the task that waits for its end, if one does
 * @param mapChild present when a map run has started it
 * @param swf present when it is a workflow execution of Amazon SWF. Then the name is its workflow id, and what stands for the machine, its
 *     domain
 * @param beginning present when it does not begin at the machine's StartAt
 * @param mocked present when it was started with a mock profile; its map runs and their children are then mocked as well
 * @param priority of two of its tenant's tasks that wait in one line, that of the execution with the larger is handed out first; 0 is usual
 */
public record StartFacts(
        String executionArn,
        String name,
        String stateMachineArn,
        String stateMachineName,
        String revisionId,
        String roleArn,
        Optional<String> versionArn,
        Optional<String> aliasArn,
        Optional<String> traceHeader,
        int tokenKey,
        Optional<ParentTask> parent,
        Optional<MapChild> mapChild,
        Optional<SwfFacts> swf,
        Optional<Beginning> beginning,
        Optional<Mocked> mocked,
        int priority) {
    private static final int REGION = 3;
    private static final int ACCOUNT = 4;
    private static final int KIND = 5; // colons before the kind of resource

    /** An execution that nobody waits for. */
    public static StartFacts of(
            String executionArn,
            String name,
            String stateMachineArn,
            String stateMachineName,
            String revisionId,
            String roleArn,
            Optional<String> versionArn,
            Optional<String> aliasArn,
            Optional<String> traceHeader,
            int tokenKey) {
        return new StartFacts(
                executionArn,
                name,
                stateMachineArn,
                stateMachineName,
                revisionId,
                roleArn,
                versionArn,
                aliasArn,
                traceHeader,
                tokenKey,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0);
    }

    /** The same, with the task that waits for its end, if one does. */
    public StartFacts withParent(Optional<ParentTask> waiting) {
        return with(waiting, mapChild, swf, beginning, mocked, priority);
    }

    /** The same, as a child of a map run if it is one. */
    public StartFacts withMapChild(Optional<MapChild> child) {
        return with(parent, child, swf, beginning, mocked, priority);
    }

    /** The same, as a workflow execution of Amazon SWF if it is one. */
    public StartFacts withSwf(Optional<SwfFacts> facts) {
        return with(parent, mapChild, facts, beginning, mocked, priority);
    }

    /** The same, beginning at another state than the machine's StartAt if it does. */
    public StartFacts withBeginning(Optional<Beginning> elsewhere) {
        return with(parent, mapChild, swf, elsewhere, mocked, priority);
    }

    /** The same, with its tasks mocked if they are. */
    public StartFacts withMocked(Optional<Mocked> by) {
        return with(parent, mapChild, swf, beginning, by, priority);
    }

    /** The same, its tasks handed out before those of smaller priorities. */
    public StartFacts withPriority(int rank) {
        return with(parent, mapChild, swf, beginning, mocked, rank);
    }

    private StartFacts with(
            Optional<ParentTask> waiting,
            Optional<MapChild> child,
            Optional<SwfFacts> facts,
            Optional<Beginning> elsewhere,
            Optional<Mocked> by,
            int rank) {
        return new StartFacts(
                executionArn,
                name,
                stateMachineArn,
                stateMachineName,
                revisionId,
                roleArn,
                versionArn,
                aliasArn,
                traceHeader,
                tokenKey,
                waiting,
                child,
                facts,
                elsewhere,
                by,
                rank);
    }

    /** Whether it is an execution of an express machine, which its ARN tells. */
    public boolean isExpress() {
        return executionArn.startsWith("express:", afterAccount());
    }

    /** What no other execution of the machine is called: the name, and of an express execution, whose name others may have, more. */
    public String distinctName() {
        return isExpress() ? executionArn.split(":", KIND + 3)[KIND + 2] : name;
    }

    /** Whether it is a map run, which is an execution of its own kind and not shown among the others. */
    public boolean isMapRun() {
        return executionArn.startsWith("mapRun:", afterAccount());
    }

    /** What names are unique in, together with the region: the machine, and apart from that its map runs. */
    public String namedUnder() {
        return isMapRun() ? namesOfMapRuns(stateMachineName) : stateMachineName;
    }

    /** What it is listed under: its machine, its map run, or, if it is a map run, the execution that it is of. */
    public String listedUnder() {
        if (isMapRun()) {
            return mapRunsOf(parent.map(ParentTask::execution).orElseThrow());
        }
        return mapChild.map(MapChild::mapRunArn).map(StartFacts::childrenOf).orElse(stateMachineName);
    }

    /** What the names of map runs are unique in. */
    public static String namesOfMapRuns(String machineAndLabel) {
        return "mapRun:" + machineAndLabel;
    }

    /** What the children of a map run are listed under. */
    public static String childrenOf(String mapRunArn) {
        return mapRunArn.substring(mapRunArn.indexOf("mapRun:"));
    }

    /** What the map runs of an execution are listed under. */
    public static String mapRunsOf(ExecutionId execution) {
        return "mapRun:" + execution;
    }

    /** The region that it runs in. */
    public String region() {
        return executionArn.split(":", KIND + 1)[REGION];
    }

    /** The account whose it is. */
    public String account() {
        return executionArn.split(":", KIND + 1)[ACCOUNT];
    }

    /** Where the kind of resource begins in its ARN. */
    private int afterAccount() {
        int at = 0;
        for (int colons = 0; colons < KIND; colons++) {
            at = executionArn.indexOf(':', at) + 1;
        }
        return at;
    }
}
