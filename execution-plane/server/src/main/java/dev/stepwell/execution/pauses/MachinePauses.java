package dev.stepwell.execution.pauses;

import dev.stepwell.contracts.calling.ActionTable;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.internal.v1.ResolveStateMachineResponse;
import dev.stepwell.contracts.platform.v1.GetStateMachinePauseRequest;
import dev.stepwell.contracts.platform.v1.GetStateMachinePauseResponse;
import dev.stepwell.contracts.platform.v1.PauseStateMachineRequest;
import dev.stepwell.contracts.platform.v1.PauseStateMachineResponse;
import dev.stepwell.contracts.platform.v1.ResumeStateMachineRequest;
import dev.stepwell.contracts.platform.v1.ResumeStateMachineResponse;
import dev.stepwell.execution.definitions.Definitions;
import dev.stepwell.execution.endpoints.Arns;
import dev.stepwell.execution.endpoints.Faults;
import dev.stepwell.execution.endpoints.PauseCalls;
import dev.stepwell.execution.endpoints.Times;
import dev.stepwell.execution.endpoints.Waits;
import dev.stepwell.execution.pauses.PauseBook.Machine;
import dev.stepwell.execution.pauses.PauseBook.Pause;
import dev.stepwell.execution.pauses.PauseBook.Standing;
import dev.stepwell.execution.ports.Clock;
import dev.stepwell.names.Arn;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;

/** PauseStateMachine, ResumeStateMachine, and how a machine stands. */
public final class MachinePauses {
    private static final String STANDARD = "STANDARD";

    private final PauseBook book;
    private final PausedMachines known;
    private final Definitions definitions;

    /** @param known what this node knows, which is told of changes at once */
    public MachinePauses(PauseBook book, PausedMachines known, Definitions definitions) {
        this.book = book;
        this.known = known;
        this.definitions = definitions;
    }

    /** Who tells the executions; does nothing until it is started. */
    public PauseRunner runner(PauseCalls calls, Clock clock, Executor threads) {
        return new PauseRunner(book, calls, clock, threads);
    }

    /** The public actions, by their names in the contract. */
    public ActionTable actions() {
        return ActionTable.builder()
                .add("PauseStateMachine", PauseStateMachineRequest.class, this::pause)
                .add("ResumeStateMachine", ResumeStateMachineRequest.class, this::resume)
                .add("GetStateMachinePause", GetStateMachinePauseRequest.class, this::find)
                .build();
    }

    private PauseStateMachineResponse pause(Caller caller, PauseStateMachineRequest request) {
        Machine machine = machine(request.getStateMachineArn());
        ResolveStateMachineResponse resolved = resolved(caller, request.getStateMachineArn());
        if (resolved.getStatus().equals("DELETING")) {
            throw Faults.deleting(request.getStateMachineArn());
        }
        if (!resolved.getType().equals(STANDARD)) {
            throw Faults.typeNotSupported();
        }
        Pause pause = new Pause(
                caller.principal(), request.hasReason() ? Optional.of(request.getReason()) : Optional.empty());
        Instant since = Waits.read(() -> {
            Instant at = book.pause(caller.tenant(), machine, pause);
            known.changed();
            return at;
        });
        return PauseStateMachineResponse.newBuilder()
                .setPauseDate(Times.of(since))
                .build();
    }

    private ResumeStateMachineResponse resume(Caller caller, ResumeStateMachineRequest request) {
        Machine machine = theirs(caller, request.getStateMachineArn());
        return Waits.read(() -> {
            book.resume(caller.tenant(), machine);
            known.changed();
            return ResumeStateMachineResponse.getDefaultInstance();
        });
    }

    private GetStateMachinePauseResponse find(Caller caller, GetStateMachinePauseRequest request) {
        Machine machine = theirs(caller, request.getStateMachineArn());
        return Waits.read(() -> book.find(caller.tenant(), machine))
                .map(MachinePauses::print)
                .orElseGet(() -> GetStateMachinePauseResponse.newBuilder()
                        .setStatus("NONE")
                        .build());
    }

    private Machine theirs(Caller caller, String text) {
        Machine machine = machine(text);
        resolved(caller, text);
        return machine;
    }

    /** One that there is, though it may be about to go: what another tenant has looks as what nobody has. */
    private ResolveStateMachineResponse resolved(Caller caller, String text) {
        if (!Arns.isHere(caller, Arns.stateMachine(text))) {
            throw Faults.noStateMachine(text);
        }
        return definitions.resolve(caller, text);
    }

    private static Machine machine(String text) {
        Arn.StateMachine arn = Arns.stateMachine(text);
        if (!arn.unqualified().toString().equals(text)) {
            throw Faults.validation("A machine is paused as a whole, without version or alias: '" + text + "'");
        }
        return new Machine(arn.region(), arn.name());
    }

    private static GetStateMachinePauseResponse print(Standing standing) {
        String told = standing.allTold() ? "PAUSED" : "PAUSING";
        GetStateMachinePauseResponse.Builder printed = GetStateMachinePauseResponse.newBuilder()
                .setStatus(standing.goesOn() ? "RESUMING" : told)
                .setPauseDate(Times.of(standing.since()))
                .setPausedBy(standing.pause().by());
        standing.pause().reason().ifPresent(printed::setReason);
        return printed.build();
    }
}
