package dev.stepwell.execution.schedules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.asl.json.Json;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.sfn.v1.StartExecutionRequest;
import dev.stepwell.contracts.swf.v1.StartWorkflowExecutionRequest;
import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.SwfInput;
import dev.stepwell.engine.workflow.ClientRequest;
import dev.stepwell.engine.workflow.TerminatedCause;
import dev.stepwell.execution.calls.Calls;
import dev.stepwell.execution.connectors.SdkMessages;
import dev.stepwell.execution.definitions.Definitions;
import dev.stepwell.execution.endpoints.Arns;
import dev.stepwell.execution.endpoints.ExecutionEndpoints;
import dev.stepwell.execution.endpoints.Waits;
import dev.stepwell.execution.swf.SwfEndpoints;
import dev.stepwell.execution.turns.NotDone;
import dev.stepwell.names.SwfArn;
import java.util.Optional;

/**
 * State machines by their ARNs, and workflows of SWF by AWS's universal target, whose input is the whole question.
 *
 * @param definitions what machines there are
 * @param executions starts executions of machines
 * @param workflows starts workflow executions
 * @param calls ends what runs
 */
public record EngineTargets(Definitions definitions, ExecutionEndpoints executions, SwfEndpoints workflows, Calls calls)
        implements Targets {
    private static final String SWF = "arn:aws:scheduler:::aws-sdk:swf:startWorkflowExecution";

    @Override
    public void check(Caller caller, String target, String input) {
        if (target.equals(SWF)) {
            String domain = workflow(input).getDomain();
            String arn =
                    new SwfArn.Domain(caller.region().value(), caller.account().value(), domain).toString();
            if (!caller.reaches(arn)) {
                throw new Fault("AccessDeniedException", "The key does not reach the domain " + domain + ".");
            }
            return;
        }
        try {
            if (!Arns.isHere(caller, Arns.stateMachine(target))) {
                throw missing(target);
            }
            definitions.resolve(caller, target);
        } catch (Fault fault) {
            throw fault.error().equals("ServiceUnavailable") ? fault : missing(target);
        }
    }

    private static Fault missing(String target) {
        return new Fault("ResourceNotFoundException", "The target " + target + " does not exist.");
    }

    @Override
    public String start(Launch launch) {
        if (launch.target().equals(SWF)) {
            StartWorkflowExecutionRequest request = workflow(launch.input());
            String run = workflows.start(launch.key(), launch.caller(), request).getRunId();
            return request.getDomain() + "/" + request.getWorkflowId() + "/" + run;
        }
        StartExecutionRequest.Builder request =
                StartExecutionRequest.newBuilder().setStateMachineArn(launch.target());
        if (!launch.input().isEmpty()) {
            request.setInput(launch.input());
        }
        return executions
                .start(launch.key(), launch.name(), launch.caller(), request.build())
                .getExecutionArn();
    }

    private static StartWorkflowExecutionRequest workflow(String input) {
        try {
            JsonNode parameters = Json.parse(input);
            return (StartWorkflowExecutionRequest)
                    SdkMessages.read(StartWorkflowExecutionRequest.newBuilder(), parameters);
        } catch (SdkMessages.Unfit unfit) {
            throw Rules.invalid(unfit.text());
        } catch (RuntimeException e) {
            throw Rules.invalid("The Input is not the JSON of a StartWorkflowExecution request.");
        }
    }

    @Override
    public boolean end(Launch launch, boolean atOnce) {
        try {
            Waits.await(calls.call(launch.key(), ending(launch, atOnce)), Launch.LONGEST);
            return atOnce || !launch.target().equals(SWF);
        } catch (NotDone.Unknown gone) {
            return true;
        }
    }

    private static Input ending(Launch launch, boolean atOnce) {
        if (!launch.target().equals(SWF)) {
            return new Input.Stop(
                    0, Optional.of("Schedule.Overlap"), Optional.of("Its schedule has started another execution."));
        }
        return atOnce
                ? new SwfInput.Terminate(
                        0,
                        Optional.of("Its schedule starts another execution."),
                        Optional.empty(),
                        Optional.empty(),
                        TerminatedCause.OPERATOR_INITIATED)
                : new SwfInput.RequestCancel(
                        0, Optional.of(new ClientRequest(launch.key().id().toString())));
    }
}
