package dev.stepwell.engine.asl;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepwell.asl.model.TaskResource;
import dev.stepwell.engine.record.TaskChange;
import dev.stepwell.engine.record.TaskFamily;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.Letter;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.RunStatus;
import java.util.Optional;

/** The executions that tasks start and wait for: {@code states:startExecution.sync} and {@code .sync:2}. */
final class Children {
    private static final String SYNC = "startExecution.sync";

    private Children() {}

    private static boolean isAwaited(TaskFamily family) {
        return family.resourceType().equals("states")
                && (family.resource().equals(SYNC) || family.resource().equals("startExecution" + TaskResource.SYNC_2));
    }

    /** As below, for whatever the frame waits for; what is mocked has started nothing. */
    static Optional<Effect> giveUp(Frame frame) {
        return switch (frame.step) {
            case Step.Working working when frame.isMocked() -> Optional.empty();
            case Step.Working working -> giveUp(working);
            case Step.Mapping mapping -> Optional.of(new Effect.GiveUpChild(mapping.task(), mapping.began()));
            case Step.Enter s -> Optional.empty();
            case Step.Body s -> Optional.empty();
            case Step.Waiting s -> Optional.empty();
            case Step.Retrying s -> Optional.empty();
            case Step.Branching s -> Optional.empty();
            case Step.Iterating s -> Optional.empty();
            case Step.Distributing s -> Optional.empty();
            case Step.Mapped s -> Optional.empty();
            case Step.Failing s -> Optional.empty();
            case Step.Done s -> Optional.empty();
            case Step.Failed s -> Optional.empty();
            case Step.Ended s -> Optional.empty();
        };
    }

    /** What a task that is given up has to tell the execution that it started, or is about to start. */
    static Optional<Effect> giveUp(Step.Working working) {
        boolean mayRun = working.started().isPresent() && working.early().isEmpty() && isAwaited(working.family());
        return mayRun
                ? Optional.of(
                        new Effect.GiveUpChild(working.task(), working.started().get()))
                : Optional.empty();
    }

    /** The end of a task by the end of its child: with {@code .sync:2}, the child's input and output are JSON and not text. */
    static TaskChange endOf(Frame frame, Step.Working working, Letter.ChildEnded child) {
        if (child.status() != RunStatus.SUCCEEDED) {
            String cause = Payload.of(described(child, false)).text();
            return new TaskChange.Failed(
                    frame.id, working.family(), Optional.of(Errors.TASK_FAILED), Optional.of(Errors.clipped(cause)));
        }
        boolean parsed = working.family().resource().endsWith(TaskResource.SYNC_2);
        return new TaskChange.Succeeded(frame.id, working.family(), Payload.of(described(child, parsed)));
    }

    /** The answer of DescribeExecution as AWS's integration prints it: in the order of the names, times in milliseconds. */
    private static ObjectNode described(Letter.ChildEnded child, boolean parsed) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        child.cause().ifPresent(cause -> out.put("Cause", cause));
        child.error().ifPresent(error -> out.put("Error", error));
        out.put("ExecutionArn", child.facts().executionArn());
        put(out, "Input", child.input(), parsed);
        out.put("Name", child.facts().name());
        child.output().ifPresent(output -> put(out, "Output", output, parsed));
        out.put("RedriveCount", 0);
        if (child.status() == RunStatus.SUCCEEDED) {
            out.put("RedriveStatus", "NOT_REDRIVABLE");
            out.put("RedriveStatusReason", "Execution is SUCCEEDED and cannot be redriven");
        } else {
            out.put("RedriveStatus", "REDRIVABLE");
        }
        out.put("StartDate", child.startDate().toEpochMilli());
        child.facts().aliasArn().ifPresent(arn -> out.put("StateMachineAliasArn", arn));
        out.put("StateMachineArn", child.facts().stateMachineArn());
        child.facts().versionArn().ifPresent(arn -> out.put("StateMachineVersionArn", arn));
        out.put("Status", child.status().name());
        out.put("StopDate", child.stopDate().toEpochMilli());
        child.facts().traceHeader().ifPresent(header -> out.put("TraceHeader", header));
        return out;
    }

    private static void put(ObjectNode out, String name, Payload value, boolean parsed) {
        if (parsed) {
            out.set(name, value.json());
        } else {
            out.put(name, value.text());
        }
        out.putObject(name + "Details").put("Included", true);
    }

    /** Why a child was aborted, in AWS's words. */
    static String givenUp(String parentArn) {
        return "The Task state in AWS Step Functions execution [" + parentArn
                + "] which was managing this resource was aborted";
    }
}
