package dev.stepwell.engine.turn;

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
        Optional<ParentTask> parent) {
    private static final int KIND = 5;

    /** Whether it is an execution of an express machine, which its ARN tells. */
    public boolean isExpress() {
        int at = 0;
        for (int i = 0; i < KIND; i++) {
            at = executionArn.indexOf(':', at) + 1;
        }
        return executionArn.startsWith("express:", at);
    }

    /** What no other execution of the machine is called: the name, and of an express execution, whose name others may have, more. */
    public String distinctName() {
        return isExpress() ? executionArn.split(":", KIND + 3)[KIND + 2] : name;
    }

    /** An execution that nobody waits for. */
    public StartFacts(
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
        this(
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
                Optional.empty());
    }
}
