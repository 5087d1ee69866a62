package dev.stepwell.execution.swf;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.swf.v1.RequestCancelWorkflowExecutionRequest;
import dev.stepwell.contracts.swf.v1.RequestCancelWorkflowExecutionResponse;
import dev.stepwell.contracts.swf.v1.SignalWorkflowExecutionRequest;
import dev.stepwell.contracts.swf.v1.SignalWorkflowExecutionResponse;
import dev.stepwell.contracts.swf.v1.TerminateWorkflowExecutionRequest;
import dev.stepwell.contracts.swf.v1.TerminateWorkflowExecutionResponse;
import dev.stepwell.engine.turn.Reply;
import dev.stepwell.engine.turn.SwfInput;
import dev.stepwell.engine.workflow.ClientRequest;
import dev.stepwell.engine.workflow.TerminatedCause;
import dev.stepwell.execution.calls.Calls;
import dev.stepwell.execution.definitions.SwfRegistry;
import dev.stepwell.execution.endpoints.Waits;
import dev.stepwell.execution.ports.Ports;
import dev.stepwell.execution.quotas.TenantBounds;
import dev.stepwell.execution.shell.ExecutionShell;
import dev.stepwell.execution.swf.decisions.Texts;
import dev.stepwell.execution.swf.effects.OpenRuns.Target;
import dev.stepwell.execution.turns.NotDone;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.Uuid7;
import java.time.Duration;
import java.util.Optional;

/** SignalWorkflowExecution, RequestCancelWorkflowExecution and TerminateWorkflowExecution. */
final class Requests {
    private static final Duration LONGEST = Calls.PATIENCE.plusSeconds(10);

    /** How often the open run is looked for anew, which may have continued as a new one since it was found. */
    private static final int TRIES = 5;

    private final Calls calls;
    private final Runs runs;
    private final SwfRegistry registry;
    private final TenantBounds bounds;
    private final Ports ports;

    Requests(ExecutionShell shell, Runs runs, SwfRegistry registry) {
        this.calls = shell.calls();
        this.runs = runs;
        this.registry = registry;
        this.bounds = shell.bounds();
        this.ports = shell.ports();
    }

    SignalWorkflowExecutionResponse signal(Caller caller, SignalWorkflowExecutionRequest m) {
        Target target = target(caller, m.getDomain(), m.getWorkflowId(), m.getRunId());
        ask(
                caller,
                target,
                "SignalWorkflowExecution",
                new SwfInput.Signal(
                        0, m.getSignalName(), Texts.opaque(m.hasInput(), m.getInput()), Optional.of(request())));
        return SignalWorkflowExecutionResponse.getDefaultInstance();
    }

    RequestCancelWorkflowExecutionResponse requestCancel(Caller caller, RequestCancelWorkflowExecutionRequest m) {
        Target target = target(caller, m.getDomain(), m.getWorkflowId(), m.getRunId());
        ask(caller, target, "RequestCancelWorkflowExecution", new SwfInput.RequestCancel(0, Optional.of(request())));
        return RequestCancelWorkflowExecutionResponse.getDefaultInstance();
    }

    TerminateWorkflowExecutionResponse terminate(Caller caller, TerminateWorkflowExecutionRequest m) {
        Target target = target(caller, m.getDomain(), m.getWorkflowId(), m.getRunId());
        ask(
                caller,
                target,
                "TerminateWorkflowExecution",
                new SwfInput.Terminate(
                        0,
                        m.hasReason() ? Optional.of(m.getReason()) : Optional.empty(),
                        Texts.opaque(m.hasDetails(), m.getDetails()),
                        Texts.childPolicy(m.hasChildPolicy(), m.getChildPolicy()),
                        TerminatedCause.OPERATOR_INITIATED));
        return TerminateWorkflowExecutionResponse.getDefaultInstance();
    }

    private ClientRequest request() {
        return new ClientRequest(
                Uuid7.make(ports.clock().now().toEpochMilli(), ports.rng().generator())
                        .toString());
    }

    private static Target target(Caller caller, String domain, String workflowId, String runId) {
        return new Target(caller.region().value(), domain, workflowId, Texts.text(true, runId));
    }

    private void ask(Caller caller, Target target, String action, SwfInput input) {
        registry.domain(caller, target.domain());
        for (int tries = 0; tries < TRIES; tries++) {
            ExecutionKey key = runs.open(caller, target).orElseThrow(() -> unknown(target));
            bounds.ofExecution(key, action);
            if (isTaken(key, input, target)) {
                return;
            }
        }
        throw unknown(target);
    }

    /** False when the run has ended meanwhile. */
    private boolean isTaken(ExecutionKey key, SwfInput input, Target target) {
        try {
            return !(Waits.await(calls.call(key, input), LONGEST) instanceof Reply.NotRunning);
        } catch (NotDone why) {
            throw SwfFaults.of(why, unknown(target));
        }
    }

    private static Fault unknown(Target target) {
        return SwfFaults.unknownExecution(target.workflowId(), target.runId());
    }
}
