package dev.stepwell.execution.observation;

import com.google.protobuf.Timestamp;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.platform.v1.ExecutionFilter;
import dev.stepwell.engine.turn.RunStatus;
import dev.stepwell.execution.endpoints.Arns;
import dev.stepwell.execution.endpoints.Faults;
import dev.stepwell.execution.ports.Survey.Wanted;
import dev.stepwell.names.Arn;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the contract's filter means: the one translation that finding, counting and watching share. */
final class Filters {
    private Filters() {}

    /** The executions that are wanted of the caller's region. */
    static Wanted wanted(Caller caller, ExecutionFilter filter) {
        Optional<Arn.StateMachine> machine = filter.hasStateMachineArn()
                ? Optional.of(machine(caller, filter.getStateMachineArn()))
                : Optional.empty();
        Optional<String> version = text(filter.hasStateMachineVersionArn(), filter.getStateMachineVersionArn());
        Optional<String> alias = text(filter.hasStateMachineAliasArn(), filter.getStateMachineAliasArn());
        Optional<String> qualifier = machine.flatMap(Arn.StateMachine::qualifier);
        if (qualifier.isPresent()) {
            boolean numbered = qualifier.get().chars().allMatch(Character::isDigit);
            Optional<String> arn = Optional.of(filter.getStateMachineArn());
            version = numbered ? arn : version;
            alias = numbered ? alias : arn;
        }
        return new Wanted(
                caller.region().value(),
                machine.map(Arn.StateMachine::name),
                statuses(filter),
                text(filter.hasName(), filter.getName()),
                text(filter.hasError(), filter.getError()),
                time(filter.hasStartedAfter(), filter.getStartedAfter()),
                time(filter.hasStartedBefore(), filter.getStartedBefore()),
                time(filter.hasStoppedAfter(), filter.getStoppedAfter()),
                time(filter.hasStoppedBefore(), filter.getStoppedBefore()),
                version,
                alias);
    }

    private static Arn.StateMachine machine(Caller caller, String text) {
        Arn.StateMachine machine = Arns.stateMachine(text);
        if (!Arns.isHere(caller, machine)) {
            throw Faults.validation("The state machine is not of this account and region: '" + text + "'");
        }
        return machine;
    }

    private static Set<RunStatus> statuses(ExecutionFilter filter) {
        return filter.getStatusList().stream().map(RunStatus::valueOf).collect(Collectors.toSet());
    }

    private static Optional<String> text(boolean given, String text) {
        return given ? Optional.of(text) : Optional.empty();
    }

    /** Whole milliseconds, as executions have them: a bound between two of them is moved to the later. */
    static Optional<Instant> time(boolean given, Timestamp time) {
        return given
                ? Optional.of(
                        Instant.ofEpochMilli(Math.ceilDiv(time.getNanos(), 1_000_000) + time.getSeconds() * 1_000L))
                : Optional.empty();
    }
}
