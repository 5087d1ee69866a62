package dev.stepwell.control.statemachines;

import dev.stepwell.asl.model.MachineType;
import dev.stepwell.names.Arn;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What the actions on machines answer; times in whole milliseconds. */
public final class MachineAnswers {
    private MachineAnswers() {}

    /** Of CreateStateMachine. */
    public record Created(Arn.StateMachine arn, Instant createdAt, Optional<Arn.StateMachine> versionArn) {}

    /** Of UpdateStateMachine; the revision id is absent while the machine has its first revision. */
    public record Updated(Instant updatedAt, Optional<UUID> revisionId, Optional<Arn.StateMachine> versionArn) {}

    /**
     * Of DescribeStateMachine.
     *
     * @param arn as it was asked for: with the version, if it was one
     * @param createdAt of the machine, or of the version
     * @param description of the version
     */
    public record Described(
            Arn.StateMachine arn, String status, Instant createdAt, Optional<String> description, Revision revision) {}

    /** Of PublishStateMachineVersion, and one line of ListStateMachineVersions. */
    public record Version(Arn.StateMachine arn, Instant createdAt) {}

    /** One line of ListStateMachines. */
    public record Listed(Arn.StateMachine arn, MachineType type, Instant createdAt) {}

    /**
     * What an ARN means to those who run it.
     *
     * @param versionArn set when a version was meant, directly or by an alias
     * @param aliasArn set when an alias was meant
     * @param priority of the tasks of its executions
     */
    public record Resolved(
            UUID revisionId,
            MachineType type,
            String status,
            Optional<Arn.StateMachine> versionArn,
            Optional<Arn.StateMachine> aliasArn,
            int priority) {}
}
