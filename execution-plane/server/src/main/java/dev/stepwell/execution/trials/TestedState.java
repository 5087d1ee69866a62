package dev.stepwell.execution.trials;

import dev.stepwell.asl.model.Definition;
import dev.stepwell.asl.model.State;
import dev.stepwell.asl.model.TaskResource;
import dev.stepwell.asl.read.DefinitionReader;
import dev.stepwell.asl.read.ReadResult;
import dev.stepwell.contracts.sfn.v1.TestStateRequest;
import java.util.regex.Pattern;

/** Finds the state to try in the request's definition, and refuses what cannot be tried without a mock. */
final class TestedState {
    private static final Pattern ROLE = Pattern.compile("arn:aws[a-z-]*:iam::[0-9]{12}:role/[\\x21-\\x7E]+");

    private TestedState() {}

    /** The state by itself, or the one of that name in a whole machine. */
    static State of(TestStateRequest request) {
        if (!request.hasStateName()) {
            return read(DefinitionReader.readState(request.getDefinition()))
                    .flow()
                    .state(DefinitionReader.LONE_STATE);
        }
        return read(DefinitionReader.read(request.getDefinition()))
                .flow()
                .find(request.getStateName())
                .orElseThrow(() -> Refusals.invalid("State not found in definition"));
    }

    private static Definition read(ReadResult result) {
        return switch (result) {
            case ReadResult.Ok ok -> ok.definition();
            case ReadResult.Refused refused -> throw Refusals.definition(refused.message());
        };
    }

    /** Refuses a state that would really be run and cannot be. */
    static void checkRunnable(State state, TestStateRequest request) {
        if (state instanceof State.MapState || state instanceof State.Parallel) {
            throw Refusals.definition("TestState API does not support Map or Parallel states. Supported state types"
                    + " include: [Task, Wait, Pass, Succeed, Fail, Choice]");
        }
        if (state instanceof State.Task task) {
            if (endsElsewhere(task.resource())) {
                throw Refusals.definition("TestState API does not support activities and the '.sync' and"
                        + " '.waitForTaskToken' service integration patterns when a mock is not specified.");
            }
            if (!request.hasRoleArn()) {
                throw Refusals.invalid("RoleArn must be specified when testing a Task state");
            }
        }
    }

    static void checkRole(TestStateRequest request) {
        if (request.hasRoleArn() && !ROLE.matcher(request.getRoleArn()).matches()) {
            throw Refusals.role(request.getRoleArn());
        }
    }

    /** Whether somebody else than the service asked ends the task. */
    private static boolean endsElsewhere(TaskResource resource) {
        return switch (resource) {
            case TaskResource.Activity activity -> true;
            case TaskResource.Function function -> false;
            case TaskResource.Service service -> service.pattern() != TaskResource.Pattern.REQUEST_RESPONSE;
        };
    }
}
