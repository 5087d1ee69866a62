package dev.stepwell.execution.swf;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.swf.v1.StartWorkflowExecutionRequest;
import dev.stepwell.contracts.swf.v1.StartWorkflowExecutionResponse;
import dev.stepwell.engine.decision.Registered;
import dev.stepwell.engine.decision.WorkflowOptions;
import dev.stepwell.engine.workflow.SwfFacts;
import dev.stepwell.engine.workflow.SwfSettings;
import dev.stepwell.engine.workflow.SwfType;
import dev.stepwell.engine.workflow.WorkflowExecution;
import dev.stepwell.execution.calls.Calls;
import dev.stepwell.execution.endpoints.Faults;
import dev.stepwell.execution.endpoints.Waits;
import dev.stepwell.execution.ports.Birth;
import dev.stepwell.execution.ports.SwfBirths;
import dev.stepwell.execution.quotas.OpenExecutions;
import dev.stepwell.execution.shell.ExecutionShell;
import dev.stepwell.execution.swf.decisions.Texts;
import dev.stepwell.execution.turns.NotDone;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.SwfNames;
import dev.stepwell.names.Uuid7;
import java.time.Duration;
import java.util.Optional;
import java.util.function.IntSupplier;

/** StartWorkflowExecution: what the request leaves open the registration of the type says, or the start is refused. */
final class WorkflowStarts {
    private static final Duration LONGEST = Calls.PATIENCE.plusSeconds(10);
    private static final String KIND = "WorkflowType";

    private final ExecutionShell shell;
    private final Registrations registrations;
    private final IntSupplier tokenKey;

    WorkflowStarts(ExecutionShell shell, Registrations registrations, IntSupplier tokenKey) {
        this.shell = shell;
        this.registrations = registrations;
        this.tokenKey = tokenKey;
    }

    StartWorkflowExecutionResponse start(Caller caller, StartWorkflowExecutionRequest request) {
        return start(
                new ExecutionKey(
                        caller.tenant(),
                        new ExecutionId(Uuid7.make(
                                shell.ports().clock().now().toEpochMilli(),
                                shell.ports().rng().generator()))),
                caller,
                request);
    }

    /** Starts it as this run: to ask twice is to ask for the same. */
    StartWorkflowExecutionResponse start(ExecutionKey key, Caller caller, StartWorkflowExecutionRequest request) {
        admit(caller);
        registrations.registry().domain(caller, request.getDomain());
        requireName(request.getWorkflowId());
        Birth birth = birth(caller, request, key.id().toString());
        try (OpenExecutions.Leave leave = leave(caller, request.getDomain())) {
            return start(key, birth, leave);
        }
    }

    /** Throws while too many executions are being started. */
    void admit(Caller caller) {
        try {
            shell.turns().admitStart(caller.tenant());
        } catch (NotDone why) {
            throw SwfFaults.of(why, Faults.internal());
        }
    }

    private OpenExecutions.Leave leave(Caller caller, String domain) {
        return shell.bounds()
                .begin(new OpenExecutions.Place(caller.tenant(), caller.region().value(), Optional.of(domain)))
                .orElseThrow(() -> SwfFaults.tooManyExecutions(domain));
    }

    private StartWorkflowExecutionResponse start(ExecutionKey key, Birth birth, OpenExecutions.Leave leave) {
        try {
            Waits.await(shell.turns().start(key, birth), LONGEST);
            return answer(key);
        } catch (NotDone.NameTaken taken) {
            if (taken.holder().key().equals(key)) {
                return answer(key); // an earlier try got through
            }
            leave.unused();
            throw SwfFaults.alreadyStarted();
        } catch (NotDone.Overloaded why) {
            leave.unused();
            throw SwfFaults.of(why, Faults.internal());
        } catch (NotDone why) {
            throw SwfFaults.of(why, Faults.internal());
        }
    }

    private static StartWorkflowExecutionResponse answer(ExecutionKey run) {
        return StartWorkflowExecutionResponse.newBuilder()
                .setRunId(run.id().toString())
                .build();
    }

    private Birth birth(Caller caller, StartWorkflowExecutionRequest request, String runId) {
        SwfFacts facts = new SwfFacts(
                request.getDomain(),
                new WorkflowExecution(request.getWorkflowId(), runId),
                settings(caller, request),
                request.hasInput(),
                Optional.empty(),
                Optional.empty());
        SwfBirths.Place place =
                new SwfBirths.Place(caller.region().value(), caller.account().value(), tokenKey.getAsInt());
        return SwfBirths.of(
                place,
                facts,
                Texts.opaque(request.hasInput(), request.getInput()),
                Optional.empty(),
                shell.ports().clock().now());
    }

    private SwfSettings settings(Caller caller, StartWorkflowExecutionRequest request) {
        SwfType type = new SwfType(
                request.getWorkflowType().getName(), request.getWorkflowType().getVersion());
        WorkflowOptions defaults = switch (registrations.workflow(caller, request.getDomain(), type)) {
            case Registered.Unknown<WorkflowOptions> u -> throw SwfFaults.unknownType(KIND, type);
            case Registered.Deprecated<WorkflowOptions> d -> throw SwfFaults.deprecatedType(KIND, type);
            case Registered.Active<WorkflowOptions> active -> active.defaults();
        };
        WorkflowOptions options = given(request).or(defaults);
        options.taskList().ifPresent(WorkflowStarts::requireName);
        return new SwfSettings(
                type,
                options.taskList().orElseThrow(() -> SwfFaults.defaultUndefined("defaultTaskList")),
                options.taskPriority(),
                options.executionStartToClose()
                        .orElseThrow(() -> SwfFaults.defaultUndefined("defaultExecutionStartToCloseTimeout")),
                options.taskStartToClose()
                        .orElseThrow(() -> SwfFaults.defaultUndefined("defaultTaskStartToCloseTimeout")),
                options.childPolicy().orElseThrow(() -> SwfFaults.defaultUndefined("defaultChildPolicy")),
                options.lambdaRole(),
                request.getTagListList());
    }

    private static WorkflowOptions given(StartWorkflowExecutionRequest m) {
        return new WorkflowOptions(
                Texts.text(m.hasTaskList(), m.getTaskList().getName()),
                Texts.priority(m.hasTaskPriority(), m.getTaskPriority()),
                Texts.runTime(
                        m.hasExecutionStartToCloseTimeout(),
                        m.getExecutionStartToCloseTimeout(),
                        "executionStartToCloseTimeout"),
                Texts.timeout(
                        m.hasTaskStartToCloseTimeout(), m.getTaskStartToCloseTimeout(), "taskStartToCloseTimeout"),
                Texts.childPolicy(m.hasChildPolicy(), m.getChildPolicy()),
                Texts.text(m.hasLambdaRole(), m.getLambdaRole()));
    }

    private static void requireName(String name) {
        if (!SwfNames.isValid(name)) {
            throw SwfFaults.validation("Invalid name: " + name);
        }
    }
}
